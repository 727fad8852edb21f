// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

/**
 * The bins of scores: in each are the scores whose nearest float from below has the same upper 16
 * bits, so that bins follow one another as scores do. A power of two has 128 of them.
 *
 * <p><b>Method.</b> The bits of a float are those of an integer that orders floats, once the sign
 * bit of a float that is not negative, and all bits of a negative one, are turned over.
 *
 * <p><b>Special cases.</b> -0.0 is in the bin of +0.0. Each infinity has a bin of its own, that of
 * -Infinity also with the scores below all finite floats.
 */
public final class ScoreBins {
  /** One more than the last bin. */
  static final int COUNT = 1 << Short.SIZE;

  private ScoreBins() {}

  /**
   * Returns the bin of a score.
   *
   * @param score not NaN
   * @return from 0 to {@link #COUNT} - 1, rising with the score
   */
  public static int of(double score) {
    float below = (float) score;
    if (below > score) {
      below = Math.nextDown(below);
    }
    int bits = Float.floatToRawIntBits(below + 0.0f);
    return (bits ^ (bits >> (Integer.SIZE - 1) | Integer.MIN_VALUE)) >>> Short.SIZE;
  }

  /** Returns the smallest score of a bin: a float, or -Infinity. */
  static double lowerEnd(int bin) {
    int order = bin << Short.SIZE;
    int bits = order < 0 ? order ^ Integer.MIN_VALUE : ~order;
    float end = Float.intBitsToFloat(bits);
    return Float.isNaN(end) ? Double.NEGATIVE_INFINITY : end;
  }
}
