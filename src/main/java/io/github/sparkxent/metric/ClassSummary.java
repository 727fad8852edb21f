// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The figures of one class; the formulas stand in docs/metrics.md.
 *
 * @param label the class id
 * @param count the number of rows of this label
 * @param lossMean the mean loss of the rows of this label; null if their weights sum to 0
 * @param precision how much of the predictions is right; null if their weights sum to 0
 * @param recall how much of the labels is found; null if their weights sum to 0
 * @param f1 the harmonic mean of precision and recall; null where one is or both are 0
 */
public record ClassSummary(
    int label, long count, Double lossMean, Double precision, Double recall, Double f1) {
  /** Refuses a negative label or count. */
  public ClassSummary {
    if (label < 0 || count < 0) {
      throw new IllegalArgumentException(
          "class " + label + " has " + count + " rows; expected no negative");
    }
  }
}
