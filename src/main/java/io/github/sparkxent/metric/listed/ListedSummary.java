// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.listed;

/**
 * How much the lists of the evaluated rows of one split leave open.
 *
 * @param unlistedLabelCount the rows that do not list their label, so that their loss is a lower
 *     bound
 * @param shortestUnlisted of these the length of the shortest list; 0 if there are none
 * @param unknownMarginCount the rows whose margin is not known: those, and those that list their
 *     label alone
 */
public record ListedSummary(
    long unlistedLabelCount, int shortestUnlisted, long unknownMarginCount) {
  /**
   * Tells whether it is known of each row if its label is among the k most probable classes.
   *
   * @param k a number of classes
   * @param numClasses of how many
   * @return false if a row lists fewer, and not its label
   */
  boolean knowsTop(int k, int numClasses) {
    return unlistedLabelCount == 0 || k <= shortestUnlisted || k >= numClasses;
  }
}
