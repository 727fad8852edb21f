// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/**
 * The loops over all logits of a row: one finds the largest, the other computes 1 + S, where S is
 * the sum of exp(logit - max), in two words, precise enough to decide the rounding of all but one
 * row in some hundreds.
 *
 * <p>The steps for one exponential are the same in each kernel, operation by operation, so the
 * squares have the same bits. The sums may be added up in another order.
 */
interface Kernel {

  /** How many elements the arrays must have after those to sum. */
  int PADDING = 8;

  /** In how many lanes squares are added up, on every machine: logit j goes to lane j mod 8. */
  int LANES = 8;

  /** The number of logits of a lane after which its low word is added to the high one. */
  int BLOCK = 16;

  /** Below this difference from the largest logit an exponential is left out of the sum. */
  double LEAST_DIFFERENCE = -700.0;

  /**
   * Widens logits, and finds the largest and the smallest.
   *
   * @param values any floats
   * @param from the first of them to take
   * @param count how many of them to take
   * @param logits where they go, with 0.0 for -0.0; elements after them, up to {@link #PADDING},
   *     may be overwritten
   * @return {@link #rank} of the largest above that of the smallest
   */
  long load(float[] values, int from, int count, double[] logits);

  /** Returns how far behind a start a value, which must be there, is found first. */
  int indexOf(float value, float[] values, int from, int count);

  /**
   * Returns how many logits are not below a bound.
   *
   * @param logits not NaN
   * @param from the first index to look at
   * @param to the index behind the last
   * @param bound not NaN
   */
  int countFrom(double[] logits, int from, int to, double bound);

  /** The same one logit at a time, for few logits. */
  static int countEachFrom(double[] logits, int from, int to, double bound) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += logits[i] >= bound ? 1 : 0;
    }
    return count;
  }

  /**
   * A rank orders floats as their values do, with NaN outside of the infinities; so a search needs
   * no branches, half of which would be mispredicted for rows of ten classes.
   *
   * @param value not -0.0
   */
  static int rank(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The float of a rank. */
  static float valueOfRank(int rank) {
    return Float.intBitsToFloat(rank ^ ((rank >> 31) & Integer.MAX_VALUE));
  }

  /** Puts two ranks in one number. */
  static long ranks(int largest, int smallest) {
    return ((long) largest << 32) | (smallest & 0xffffffffL);
  }

  /**
   * Sets total to {@code 1 + S}, where S is the sum over j < count of exp(logits[j] - max). The
   * error is below {@link Rounding#QUICK_ERROR} of S if S is not below {@code count} * {@link
   * Rounding#QUICK_LEAST_TERM}.
   *
   * @param logits finite, none above max nor more than 700 below it; elements after count, up to
   *     {@link #PADDING} of them, may be overwritten
   * @param count how many of them to take
   * @param max the largest logit of the row
   * @param total where 1 + S goes
   * @return the sum of the squares of the exponentials, each rounded to a double; the same bits
   *     from every kernel
   */
  double sum(double[] logits, int count, double max, TwoWords total);

  /**
   * Returns the largest of the exponentials of the last {@link #sum}, each rounded to a double; 0
   * of none. The same bits from every kernel.
   */
  double largest();

  /** Adds up the squares of all lanes. */
  static double sumOf(double[] lanes) {
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
        + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  }
}
