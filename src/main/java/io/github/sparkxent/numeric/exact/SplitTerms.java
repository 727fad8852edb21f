// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

/**
 * For speed: adds several terms to an exact sum at once. Terms that are neither huge nor tiny are
 * split into parts above 2^-25, above 2^-66 and below; the parts are added up in doubles, which a
 * few thousand of them leave exact, and only these few doubles enter the sum.
 */
final class SplitTerms {
  /** Terms from here to there, by magnitude, are split: no bit of them is below 2^-107. */
  static final double LEAST = 0x1p-55;

  static final double GREATEST = 0x1p16;

  /**
   * The number of terms whose parts add up in a double without rounding: high ones to 2^28 in units
   * of 2^-25, middle ones to 2^-14 in units of 2^-66, low ones to 2^-55 in units of 2^-107.
   */
  static final int MOST = 1 << 12;

  /** The same of terms to be squared. No bit of a square is below 2^-154. */
  private static final double LEAST_SQUARED = 0x1p-25;

  private static final double GREATEST_SQUARED = 0x1p8;

  /** What is left of the low word of a square: up to 2^-108 in units of 2^-154. */
  private static final int MOST_SQUARES = 1 << 6;

  /**
   * Added to a number and subtracted again, these leave the nearest multiple of 2^-25, 2^-66,
   * 2^-107, 2^-134.
   */
  private static final double ROUND_TO_25 = 0x1.8p27;

  private static final double ROUND_TO_66 = 0x1.8p-14;

  private static final double ROUND_TO_107 = 0x1.8p-55;
  private static final double ROUND_TO_134 = 0x1.8p-82;

  private SplitTerms() {}

  /** Tells whether a term can be split. */
  static boolean takes(double term) {
    double magnitude = Math.abs(term);
    return magnitude >= LEAST && magnitude <= GREATEST;
  }

  /** Returns the part of a term above 2^-25: its nearest multiple. */
  static double highPart(double term) {
    return (term + ROUND_TO_25) - ROUND_TO_25;
  }

  /** Returns the part above 2^-66 of what the high part leaves. */
  static double middlePart(double rest) {
    return (rest + ROUND_TO_66) - ROUND_TO_66;
  }

  static double lowPart(double rest) {
    return (rest + ROUND_TO_107) - ROUND_TO_107;
  }

  /** Returns the part above 2^-134 of what the low part leaves of the low word of a square. */
  static double lowestPart(double rest) {
    return (rest + ROUND_TO_134) - ROUND_TO_134;
  }

  /** Tells whether the square of a term can be split. */
  static boolean takesSquare(double term) {
    double magnitude = Math.abs(term);
    return magnitude >= LEAST_SQUARED && magnitude <= GREATEST_SQUARED;
  }

  /** Adds terms from one up to but not including another. */
  static void add(double[] terms, int from, int to, ExactSum sum) {
    for (int i = from; i < to; i += MOST) {
      addAtOnce(terms, i, Math.min(to, i + MOST), sum);
    }
  }

  private static void addAtOnce(double[] terms, int from, int to, ExactSum sum) {
    double high = 0;
    double middle = 0;
    double low = 0;
    for (int i = from; i < to; i++) {
      double term = terms[i];
      if (takes(term)) {
        double highPart = highPart(term);
        double rest = term - highPart;
        double middlePart = middlePart(rest);
        high += highPart;
        middle += middlePart;
        low += rest - middlePart;
      } else {
        sum.add(term);
      }
    }
    sum.add(high);
    sum.add(middle);
    sum.add(low);
  }

  /** Adds the squares of terms from one up to but not including another. */
  static void addSquares(double[] terms, int from, int to, ExactSum sum) {
    for (int i = from; i < to; i += MOST_SQUARES) {
      addSquaresAtOnce(terms, i, Math.min(to, i + MOST_SQUARES), sum);
    }
  }

  private static void addSquaresAtOnce(double[] terms, int from, int to, ExactSum sum) {
    double high = 0;
    double middle = 0;
    double low = 0;
    double lowest = 0;
    for (int i = from; i < to; i++) {
      double term = terms[i];
      if (takesSquare(term)) {
        double square = term * term;
        double squareLow = Math.fma(term, term, -square); // exactly
        double highPart = highPart(square);
        double rest = square - highPart;
        double middlePart = middlePart(rest);
        double middleOfLow = middlePart(squareLow); // the low word is below 2^-37
        double restOfLow = squareLow - middleOfLow;
        double lowOfLow = lowPart(restOfLow);
        high += highPart;
        middle += middlePart + middleOfLow;
        low += (rest - middlePart) + lowOfLow;
        lowest += restOfLow - lowOfLow;
      } else {
        sum.addProduct(term, term);
      }
    }
    sum.add(high);
    sum.add(middle);
    sum.add(low);
    sum.add(lowest);
  }
}
