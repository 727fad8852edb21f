// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/** A mutable number high + low, where |low| is at most half a unit in the last place of high. */
public final class TwoWords {

  public double high;
  public double low;

  /** Sets the sum of two doubles, the second of which is the smaller. */
  public void set(double large, double small) {
    high = large + small;
    low = ErrorFree.fastTwoSum(large, small, high);
  }

  /** Takes a double times a number in two words, which may be this one. */
  public void setProduct(double factor, double otherHigh, double otherLow) {
    double product = factor * otherHigh;
    set(product, ErrorFree.twoProduct(factor, otherHigh, product) + factor * otherLow);
  }

  /**
   * The double nearest to this number if an error of {@code relativeError} leaves no doubt; NaN.
   */
  public double rounded(double relativeError) {
    return Rounding.decides(high, low, Math.abs(high) * relativeError) ? high : Double.NaN;
  }

  /** The same of 2^-512 times this number, which must not be negative. */
  public double roundedUnscaled(double relativeError) {
    if (high < Double.MIN_NORMAL * ExpTable.SCALE) {
      return roundedToUnits(high * relativeError);
    }
    return Rounding.decides(high, low, high * relativeError)
        ? high * ExpTable.INVERSE_SCALE
        : Double.NaN;
  }

  /** 2^-512 times this number as a multiple of the smallest double, if an error leaves no doubt. */
  private double roundedToUnits(double error) {
    double unit = Double.MIN_VALUE * ExpTable.SCALE;
    double places = unit * ExpTable.ROUND_TO_INTEGER;
    double nearest = (high + places) - places;
    double distance = Math.abs((high - nearest) + low);
    return distance + error < 0.5 * unit ? nearest * ExpTable.INVERSE_SCALE : Double.NaN;
  }
}
