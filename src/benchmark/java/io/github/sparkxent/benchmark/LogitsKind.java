// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.Locale;

/** How the logits of a row are spread. */
enum LogitsKind {
  /** Nearly normal around 0 with a standard deviation of 1; any class is the label. */
  FLAT,
  /** The same, but the largest raised to lead the next by 10; nine in ten labels are that class. */
  CONFIDENT;

  static LogitsKind of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
