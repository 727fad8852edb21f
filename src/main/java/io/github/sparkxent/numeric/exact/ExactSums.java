// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.util.Arrays;

/**
 * For speed: several exact sums side by side, of which each term goes to one.
 *
 * <p><b>Method.</b> The terms of a sum that are neither huge nor tiny are added up in three
 * doubles, without rounding; some thousand terms later these enter an {@link ExactSum}. So the sums
 * have the value that they would have without.
 *
 * <p><b>Size.</b> 28 bytes for each sum, and an {@code ExactSum} for each that has been looked at
 * or has more terms.
 */
public final class ExactSums {
  private static final int PARTS = 3;

  /** The high, middle and low parts of the sums, {@link #PARTS} each. */
  private final double[] parts;

  /** What is not in the parts; null for none. */
  private final ExactSum[] sums;

  /** How many terms were split into parts since they were 0, over all sums. */
  private int splitTerms;

  /** Creates a number of sums, which are zero. */
  public ExactSums(int size) {
    parts = new double[PARTS * size];
    sums = new ExactSum[size];
  }

  /** Adds a term to a sum. */
  public void add(int index, double term) {
    if (!SplitTerms.takes(term)) {
      sum(index).add(term);
      return;
    }
    double high = SplitTerms.highPart(term);
    double rest = term - high;
    double middle = SplitTerms.middlePart(rest);
    int i = PARTS * index;
    parts[i] += high;
    parts[i + 1] += middle;
    parts[i + 2] += rest - middle;
    if (++splitTerms == SplitTerms.MOST) {
      settle();
    }
  }

  /** Adds the exact product of two doubles to a sum: for few terms, since it is slower. */
  public void addProduct(int index, double a, double b) {
    sum(index).addProduct(a, b);
  }

  private ExactSum sum(int index) {
    if (sums[index] == null) {
      sums[index] = new ExactSum();
    }
    return sums[index];
  }

  /** Brings all parts into the sums. */
  private void settle() {
    if (splitTerms == 0) {
      return;
    }
    splitTerms = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != 0) {
        sum(i / PARTS).add(parts[i]);
        parts[i] = 0;
      }
    }
  }

  /** Returns a sum as it is now; not to be modified, and valid until the next term. */
  public ExactSum of(int index) {
    settle();
    return sum(index);
  }

  /** Makes all sums zero. */
  public void clear() {
    splitTerms = 0;
    Arrays.fill(parts, 0);
    Arrays.fill(sums, null);
  }
}
