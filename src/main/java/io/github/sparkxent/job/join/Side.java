// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import java.util.Locale;

/**
 * What stands beside the predictions, in the words of messages.
 *
 * <p>The names of the constants are those of the keys of their configuration.
 */
enum Side {
  /** The labels. */
  LABELS("labels", "a label", "would make predictions without a label invalid rows"),
  /** A baseline, with its logits or its losses. */
  BASELINE("baseline rows", "a baseline row", "would compare the other rows alone");

  private final String rows;
  private final String one;
  private final String ifSkipped;

  Side(String rows, String one, String ifSkipped) {
    this.rows = rows;
    this.one = one;
    this.ifSkipped = ifSkipped;
  }

  /** Returns the key, which is also what the whole is called. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its rows are called. */
  String rows() {
    return rows;
  }

  /** Returns what one of them is called, with its article. */
  String one() {
    return one;
  }

  /** Says what to leave out ids that do not match would do. */
  String ifSkipped() {
    return ifSkipped;
  }
}
