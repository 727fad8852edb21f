// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.exact.ExactSums;
import java.util.Arrays;

/**
 * For speed: the compared rows of weight 1 and finite losses by label, which the sums over all rows
 * and those by label still lack.
 */
public final class UnitPairs {
  private static final int CELL_BITS = 2;

  private final int numClasses;

  /** By label and cell of {@link HitPairs}. */
  private final long[] rows;

  private final long[] better;
  private final long[] worse;
  private final ExactSums candidate;
  private final ExactSums baseline;
  private final ExactSums differences;
  private final ExactSums squares;
  private boolean isEmpty = true;

  /** Creates a table without rows. */
  public UnitPairs(int numClasses) {
    this.numClasses = numClasses;
    rows = new long[numClasses << CELL_BITS];
    better = new long[numClasses];
    worse = new long[numClasses];
    candidate = new ExactSums(numClasses);
    baseline = new ExactSums(numClasses);
    differences = new ExactSums(numClasses);
    squares = new ExactSums(numClasses);
  }

  /** Adds a row by the losses of both sides, and whether each is right. */
  public void add(
      int label,
      double ofCandidate,
      double ofBaseline,
      boolean candidateHits,
      boolean baselineHits) {
    isEmpty = false;
    rows[(label << CELL_BITS) + HitPairs.cell(candidateHits, baselineHits)]++;
    candidate.add(label, ofCandidate);
    baseline.add(label, ofBaseline);
    double d = ofCandidate - ofBaseline;
    if (d == 0) {
      return;
    }
    better[label] += d < 0 ? 1 : 0;
    worse[label] += d > 0 ? 1 : 0;
    differences.add(label, d);
    squares.addSquare(label, d);
  }

  /** Tells whether there are no rows. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /** Tells whether rows have a label. */
  public boolean has(int label) {
    return rows(label) > 0;
  }

  long rows(int label) {
    long all = 0;
    for (int cell = 0; cell < 1 << CELL_BITS; cell++) {
      all += rows(label, cell);
    }
    return all;
  }

  long rows(int label, int cell) {
    return rows[(label << CELL_BITS) + cell];
  }

  long better(int label) {
    return better[label];
  }

  long worse(int label) {
    return worse[label];
  }

  ExactSum candidate(int label) {
    return candidate.of(label);
  }

  ExactSum baseline(int label) {
    return baseline.of(label);
  }

  ExactSum differences(int label) {
    return differences.of(label);
  }

  ExactSum squares(int label) {
    return squares.of(label);
  }

  /** Returns the number of classes. */
  public int numClasses() {
    return numClasses;
  }

  /** Forgets all rows. */
  public void clear() {
    Arrays.fill(rows, 0);
    Arrays.fill(better, 0);
    Arrays.fill(worse, 0);
    candidate.clear();
    baseline.clear();
    differences.clear();
    squares.clear();
    isEmpty = true;
  }
}
