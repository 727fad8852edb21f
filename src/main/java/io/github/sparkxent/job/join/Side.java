// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

/** What stands beside the predictions, in the words of messages. */
enum Side {
  /** The labels. */
  LABELS("labels", "labels", "a label", "make predictions without a label invalid rows", true),
  /** The predictions of a baseline. */
  PREDICTIONS("baseline", "baseline rows", "a baseline row", "compare the other rows alone", true),
  /** The losses of a baseline: of those rows alone that it could evaluate. */
  LOSSES("baseline", "baseline rows", "a baseline row", "compare the other rows alone", false);

  private final String key;
  private final String rows;
  private final String one;
  private final String skipWould;
  private final boolean ofAll;

  Side(String key, String rows, String one, String skipWould, boolean ofAll) {
    this.key = key;
    this.rows = rows;
    this.one = one;
    this.skipWould = skipWould;
    this.ofAll = ofAll;
  }

  /** Returns the key in the configuration, which is also what the whole is called. */
  String key() {
    return key;
  }

  /** Returns what its rows are called. */
  String rows() {
    return rows;
  }

  /** Returns what one of them is called, with its article. */
  String one() {
    return one;
  }

  /** Says what to do about ids that do not match. */
  String advice() {
    return "; " + key + ".unmatched is fail: skip would " + skipWould;
  }

  /**
   * Tells whether each prediction must have one of them; else those alone that are evaluated, which
   * shows after the pass.
   */
  boolean isOfAll() {
    return ofAll;
  }
}
