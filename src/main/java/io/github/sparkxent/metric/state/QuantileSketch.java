// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.metric.tally.BinCounts;
import io.github.sparkxent.metric.tally.LogarithmicBins;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Quantiles of the losses of one split within 1% of their values.
 *
 * <p><b>Method.</b> DDSketch: values are counted in bins of nearly equal ratio, 35 to a factor of
 * two, and a quantile is the middle of the bin that holds its rank. Only bins in use are kept, and
 * none are ever joined. Counting is exact, so the sketch depends on the multiset of values alone.
 *
 * <p><b>Special cases.</b> Negative values have bins of their own. Zeros are counted apart, and so
 * is +Infinity, which ranks above all others. Rows count once each, whatever their weight.
 *
 * <p><b>Accuracy.</b> The quantile of rank floor(percent * (n - 1) / 100) within 1% of its value,
 * over the whole range of a double, and exactly if it is zero, infinite, the smallest or the
 * largest (subnormal quantiles: 1% and half of 2^-1074).
 *
 * <p><b>Size.</b> 35 bins for each factor of two that the values span: 6 kB in memory and 1 to 3 kB
 * in the binary form for losses from 1e-9 to 20.
 *
 * <p><b>Source.</b> C. Masson, J. E. Rim, H. K. Lee, DDSketch (2019), doi:10.14778/3352063.3352135.
 */
public final class QuantileSketch implements MetricState<QuantileSketch> {
  private static final String NAME = "quantile sketch";
  private static final int VERSION = 1;

  private final BinCounts positive;
  private final BinCounts negative;
  private long zeros;
  private long infinities;

  /** Over no values +Infinity, and max -Infinity. */
  private double min;

  private double max;

  /** Creates the sketch of no values. */
  public QuantileSketch() {
    this(
        new BinCounts(), new BinCounts(), 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  private QuantileSketch(
      BinCounts positive, BinCounts negative, long zeros, long infinities, double min, double max) {
    this.positive = positive;
    this.negative = negative;
    this.zeros = zeros;
    this.infinities = infinities;
    this.min = min;
    this.max = max;
  }

  /**
   * Adds a value.
   *
   * @param value any double but NaN and -Infinity
   * @throws IllegalArgumentException if value is one of these; the message holds it
   */
  public void add(double value) {
    double positiveZero = RowValues.requireLoss(value) + 0.0;
    if (value > 0) {
      if (value == Double.POSITIVE_INFINITY) {
        infinities++;
      } else {
        positive.add(LogarithmicBins.of(value));
      }
    } else if (value == 0) {
      zeros++;
    } else {
      negative.add(LogarithmicBins.of(-value));
    }
    if (positiveZero < min) {
      min = positiveZero;
    }
    if (positiveZero > max) {
      max = positiveZero;
    }
  }

  /** Adds the first count values. */
  void add(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      add(values[i]);
    }
  }

  @Override
  public void merge(QuantileSketch other) {
    positive.merge(other.positive);
    negative.merge(other.negative);
    zeros += other.zeros;
    infinities += other.infinities;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /**
   * Returns the number of values.
   *
   * @return the number of values
   */
  public long count() {
    return negative.total() + zeros + positive.total() + infinities;
  }

  /**
   * Returns a quantile.
   *
   * @param percent the share of the values that lie below, from 0 to 100
   * @return the value of rank floor(percent * (count - 1) / 100), nearly; null without values
   * @throws IllegalArgumentException if percent is out of range; the message holds it
   */
  public Double percentile(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent is from 0 to 100, not " + percent);
    }
    long count = count();
    if (count == 0) {
      return null;
    }
    // floor(percent * (count - 1) / 100) where the product may not fit a long
    long last = count - 1;
    long rank = last / 100 * percent + last % 100 * percent / 100;
    return Math.min(max, Math.max(min, ofRank(rank, count)));
  }

  private double ofRank(long rank, long count) {
    long negatives = negative.total();
    if (rank < negatives) {
      return -LogarithmicBins.middle(negative.binOfRank(negatives - 1 - rank));
    }
    if (rank < negatives + zeros) {
      return 0.0;
    }
    if (rank >= count - infinities) {
      return Double.POSITIVE_INFINITY;
    }
    return LogarithmicBins.middle(positive.binOfRank(rank - negatives - zeros));
  }

  /**
   * Returns how the finite values are spread.
   *
   * @return at most 42 neighbouring bins from low to high, with exact counts
   */
  public List<HistogramBin> histogram() {
    return LossHistogram.of(positive, negative.total(), zeros, min);
  }

  /**
   * Writes the binary form: version 1; the numbers of zeros and of infinities; the smallest and the
   * largest value; the bins of the positive values, then of the negative ones by their magnitude:
   * the number of bins in use, then of each how many empty ones stand before it (the first bin is
   * that of 2^-1074) and the number of its values.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, zeros);
    BinaryForm.writeCount(out, infinities);
    out.writeDouble(min);
    out.writeDouble(max);
    positive.writeTo(out);
    negative.writeTo(out);
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a sketch equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static QuantileSketch readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, QuantileSketch::readBody);
  }

  private static QuantileSketch readBody(DataInput in) throws IOException {
    long zeros = BinaryForm.readCount(in, NAME);
    long infinities = BinaryForm.readCount(in, NAME);
    double min = StateForm.readDouble(in, NAME);
    double max = StateForm.readDouble(in, NAME);
    QuantileSketch sketch =
        new QuantileSketch(
            BinCounts.readFrom(in, NAME),
            BinCounts.readFrom(in, NAME),
            zeros,
            infinities,
            min,
            max);
    boolean empty = min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY;
    if (sketch.count() < 0
        || empty != (sketch.count() == 0)
        || (max == Double.POSITIVE_INFINITY) != (infinities > 0)
        || (!empty && (min > max || min == Double.NEGATIVE_INFINITY))) {
      throw BinaryForm.damaged(NAME, sketch.count() + " values from " + min + " to " + max);
    }
    return sketch;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a sketch equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static QuantileSketch fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, QuantileSketch::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantileSketch that
        && zeros == that.zeros
        && infinities == that.infinities
        && Double.compare(min, that.min) == 0
        && Double.compare(max, that.max) == 0
        && positive.equals(that.positive)
        && negative.equals(that.negative);
  }

  @Override
  public int hashCode() {
    return Objects.hash(positive, negative, zeros, infinities, min, max);
  }

  @Override
  public String toString() {
    return "QuantileSketch[" + percentile(50) + ", " + percentile(90) + ", " + percentile(99) + "]";
  }
}
