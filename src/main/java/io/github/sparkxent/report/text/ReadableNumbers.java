// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.inference.ShareInterval;
import io.github.sparkxent.metric.name.MetricBounds;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import java.util.Locale;

/**
 * Metrics for a person to read: with the digits that mean something.
 *
 * <p>A loss mean is rounded so that its standard error has two significant digits. Counts have a
 * comma every three digits; an undefined metric is a hyphen.
 */
public final class ReadableNumbers {
  private static final String UNDEFINED = "-";
  private static final String AT_LEAST = ">= ";
  private static final int DIGITS = 6;
  private static final int EXACT_DIGITS = 8;
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private ReadableNumbers() {}

  /**
   * Returns the loss mean of a split.
   *
   * @param metrics the metrics of the split
   * @return the mean to its standard error; six digits if there is none, eight if it is zero; after
   *     {@code >=} if it is a lower bound, as are sum and perplexity
   */
  public static String lossMean(MetricValues metrics) {
    return atLeast(MetricNames.LOSS_MEAN, metrics) + digitsOfMean(metrics);
  }

  private static String digitsOfMean(MetricValues metrics) {
    Number mean = metrics.value(MetricNames.LOSS_MEAN);
    double error = error(metrics);
    if (mean != null && error > 0) {
      return DoubleText.decimals(mean.doubleValue(), DoubleText.decimalsOf(error));
    }
    return significant(mean, error == 0 ? EXACT_DIGITS : DIGITS);
  }

  /**
   * Returns half the width of the 95 % interval of the loss mean.
   *
   * @param metrics the metrics of the split
   * @return the half width, to the same decimal as the mean
   */
  public static String halfWidth(MetricValues metrics) {
    Number low = metrics.value(MetricNames.LOSS_MEAN_CI95_LOW);
    Number high = metrics.value(MetricNames.LOSS_MEAN_CI95_HIGH);
    if (low == null || high == null) {
      return UNDEFINED;
    }
    double half = (high.doubleValue() - low.doubleValue()) / 2;
    double error = error(metrics);
    return error > 0
        ? DoubleText.decimals(half, DoubleText.decimalsOf(error))
        : DoubleText.significant(half, 2);
  }

  /**
   * Returns the loss sum of a split.
   *
   * @param metrics the metrics of the split
   * @return the sum, eight digits
   */
  public static String lossSum(MetricValues metrics) {
    return atLeast(MetricNames.LOSS_SUM, metrics)
        + significant(metrics.value(MetricNames.LOSS_SUM), EXACT_DIGITS);
  }

  /**
   * Returns the perplexity of a split.
   *
   * @param metrics the metrics of the split
   * @return the perplexity, six digits
   */
  public static String perplexity(MetricValues metrics) {
    return atLeast(MetricNames.PERPLEXITY, metrics)
        + significant(metrics.value(MetricNames.PERPLEXITY), DIGITS);
  }

  /** Returns what stands before a metric that is only known to be that much. */
  private static String atLeast(String name, MetricValues metrics) {
    return metrics.value(name) != null && MetricBounds.isLowerBound(name, metrics) ? AT_LEAST : "";
  }

  /**
   * Returns the bits per byte of a split.
   *
   * @param metrics the metrics of the split
   * @return the bits, six digits
   */
  public static String bitsPerByte(MetricValues metrics) {
    return significant(metrics.value(MetricNames.BITS_PER_BYTE), DIGITS);
  }

  /**
   * Returns a share, such as an accuracy.
   *
   * @param value the share; null if it is undefined
   * @return the share, four decimals
   */
  public static String share(Number value) {
    return value == null ? UNDEFINED : String.format(Locale.ROOT, "%.4f", value.doubleValue());
  }

  /**
   * Returns a share that is known from bins: its bounds.
   *
   * @param metrics the metrics of a split
   * @param name the name of the share
   * @return both bounds, four decimals, or one number if they are the same
   */
  public static String bounded(MetricValues metrics, String name) {
    String low = share(metrics.value(MetricNames.lowerBoundOf(name)));
    String high = share(metrics.value(MetricNames.upperBoundOf(name)));
    return low.equals(high) ? low : low + " to " + high;
  }

  /**
   * Returns the interval of a share.
   *
   * @param interval the interval; null if there is none
   * @return both ends, four decimals
   */
  public static String interval(ShareInterval interval) {
    return interval == null
        ? UNDEFINED
        : share(interval.low()) + " \u2013 " + share(interval.high());
  }

  /**
   * Returns a count.
   *
   * @param count the count
   * @return the count with a comma every three digits
   */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Returns a number of bytes.
   *
   * @param bytes the bytes
   * @return the number in the largest decimal unit that it reaches
   */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < BYTE_UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f %s", amount, BYTE_UNITS[unit]);
  }

  /**
   * Returns a number that may be undefined.
   *
   * @param value the number; null if it is undefined
   * @param digits the significant digits
   * @return the number with these digits
   */
  public static String significant(Number value, int digits) {
    return value == null ? UNDEFINED : DoubleText.significant(value.doubleValue(), digits);
  }

  /** Returns the standard error, or NaN if it gives no scale for the digits. */
  private static double error(MetricValues metrics) {
    Number error = metrics.value(MetricNames.LOSS_STDERR);
    return error == null || Double.isInfinite(error.doubleValue())
        ? Double.NaN
        : error.doubleValue();
  }
}
