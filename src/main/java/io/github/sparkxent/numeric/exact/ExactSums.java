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
 * <p><b>Size.</b> 28 bytes for each sum, 16 more for one of squares, and an {@code ExactSum} for
 * each that has been looked at or has more terms.
 */
public final class ExactSums {
  private static final int PARTS = 3;
  private static final int LOWEST_PARTS = 2;

  /** The high, middle and low parts of the sums, {@link #PARTS} each. */
  private final double[] parts;

  /** What squares have below the low parts, {@link #LOWEST_PARTS} each; null without squares. */
  private double[] lowest;

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
    if (++splitTerms >= SplitTerms.MOST) {
      settle();
    }
  }

  /** Adds the exact square of a term to a sum. */
  public void addSquare(int index, double term) {
    if (!SplitTerms.takesSquare(term)) {
      sum(index).addProduct(term, term);
      return;
    }
    if (lowest == null) {
      lowest = new double[LOWEST_PARTS * sums.length];
    }
    double square = term * term;
    double squareLow = Math.fma(term, term, -square); // exactly
    double high = SplitTerms.highPart(square);
    double rest = square - high;
    double middle = SplitTerms.middlePart(rest);
    double middleOfLow = SplitTerms.middlePart(squareLow);
    double restOfLow = squareLow - middleOfLow;
    double low = SplitTerms.lowPart(restOfLow);
    double restOfLowest = restOfLow - low;
    double upper = SplitTerms.lowestPart(restOfLowest);
    int i = PARTS * index;
    parts[i] += high;
    parts[i + 1] += middle + middleOfLow;
    parts[i + 2] += (rest - middle) + low;
    lowest[LOWEST_PARTS * index] += upper;
    lowest[LOWEST_PARTS * index + 1] += restOfLowest - upper;
    splitTerms += 2; // it may add as much to a part as two terms
    if (splitTerms >= SplitTerms.MOST) {
      settle();
    }
  }

  /** Adds the exact product of two doubles to a sum: slower than a term. */
  public void addProduct(int index, double a, double b) {
    sum(index).addProduct(a, b);
  }

  /** Adds all terms of another sum to one. */
  public void add(int index, ExactSum terms) {
    sum(index).add(terms);
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
    for (int i = 0; lowest != null && i < lowest.length; i++) {
      if (lowest[i] != 0) {
        sum(i / LOWEST_PARTS).add(lowest[i]);
        lowest[i] = 0;
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
    lowest = null;
    Arrays.fill(sums, null);
  }
}
