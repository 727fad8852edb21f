// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

/**
 * The bins of the positive doubles: 35 to an octave, so even that no bin is wider than 2% of its
 * values.
 *
 * <p>With x = 2^e (1 + s), 0 <= s < 1, the bin is floor(35 e + 6 s^3 - 21 s^2 + 50 s). The cubic is
 * DDSketch's interpolation of the logarithm (35 log2(1 + s), nearly); its slope against log(x) is
 * never below 50, so the ends of a bin differ by a factor of at most exp(1 / 50). Additions and
 * multiplications of doubles have the same bits everywhere; no logarithm and no root is called.
 */
public final class LogarithmicBins {
  /** Bins in an octave. */
  public static final int PER_OCTAVE = 35;

  /** The bin of 2^-1074 and that of the largest double. */
  public static final int LOWEST = -1074 * PER_OCTAVE;

  public static final int HIGHEST = 1024 * PER_OCTAVE - 1;

  private static final int SUBNORMAL_SHIFT = 54;
  private static final long FRACTION = (1L << 52) - 1;
  private static final long ONE = 0x3ffL << 52;
  private static final int BIAS = 0x3ff;

  private LogarithmicBins() {}

  /** Returns the bin of a positive finite double. */
  public static int of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - BIAS;
    if (exponent == -BIAS) {
      return of(x * 0x1p54) - SUBNORMAL_SHIFT * PER_OCTAVE;
    }
    double s = Double.longBitsToDouble((bits & FRACTION) | ONE) - 1;
    return exponent * PER_OCTAVE + withinOctave(s);
  }

  private static int withinOctave(double s) {
    return Math.min((int) (s * (50 - s * (21 - 6 * s))), PER_OCTAVE - 1);
  }

  /**
   * Returns the number that differs from both ends of the bin by the same share of it, under 1%.
   */
  public static double middle(int bin) {
    int octave = Math.floorDiv(bin, PER_OCTAVE);
    int within = Math.floorMod(bin, PER_OCTAVE);
    double low = lowerEnd(within);
    double high = within == PER_OCTAVE - 1 ? 2 : lowerEnd(within + 1);
    return Math.scalb(2 * low * high / (low + high), octave);
  }

  /** Returns where a bin begins: the smallest number in it, except for the subnormal ones. */
  public static double lower(int bin) {
    int octave = Math.floorDiv(bin, PER_OCTAVE);
    double lower = Math.scalb(lowerEnd(Math.floorMod(bin, PER_OCTAVE)), octave);
    return Math.min(lower, Double.MAX_VALUE);
  }

  /** Returns the smallest number from 1 to 2 in a bin of that octave. */
  private static double lowerEnd(int within) {
    long below = -1;
    long found = FRACTION;
    while (found - below > 1) {
      long between = (below + found) >> 1;
      if (withinOctave(between * 0x1p-52) >= within) {
        found = between;
      } else {
        below = between;
      }
    }
    return 1 + found * 0x1p-52;
  }
}
