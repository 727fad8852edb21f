// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.history;

/**
 * A key of the configuration, or a version, that differs from the run before.
 *
 * @param key the key
 * @param before what it was; null if it was not set
 * @param after what it is; null if it is not set
 * @param decides whether it decides figures, so that the runs are not held against each other
 */
public record ChangedKey(String key, String before, String after, boolean decides) {
  /**
   * Returns the change in words.
   *
   * @return the key and both values
   */
  public String text() {
    return key
        + ": "
        + (before == null ? "-" : before)
        + " \u2192 "
        + (after == null ? "-" : after);
  }
}
