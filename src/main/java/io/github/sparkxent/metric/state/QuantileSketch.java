// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.tally.BinCounts;
import io.github.sparkxent.metric.tally.LogarithmicBins;
import io.github.sparkxent.metric.tally.LossHistogram;
import io.github.sparkxent.metric.tally.LossRange;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Quantiles of the losses of one split within 1% of their values.
 *
 * <p><b>Method.</b> DDSketch: values are counted in bins of nearly equal ratio, 35 to a factor of
 * two, and a quantile is the middle of the bin that holds its rank. Only bins in use are kept, and
 * bins are never joined. Counting is exact, so the sketch depends on the multiset of values alone.
 *
 * <p><b>Special cases.</b> Negative values have bins of their own. Zeros are counted apart, and so
 * is +Infinity, which ranks above all others. Each row counts once, whatever its weight.
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
final class QuantileSketch extends MetricState<QuantileSketch> {
  private static final String NAME = "quantile sketch";

  private final BinCounts positive = new BinCounts();
  private final BinCounts negative = new BinCounts();
  private long zeros;
  private long infinities;
  private final LossRange range = new LossRange();

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      add(rows.losses[i]);
    }
  }

  void add(double value) {
    range.include(value);
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
  }

  @Override
  void merge(QuantileSketch other) {
    positive.merge(other.positive);
    negative.merge(other.negative);
    zeros += other.zeros;
    infinities += other.infinities;
    range.merge(other.range);
  }

  LossRange range() {
    return range;
  }

  long infinities() {
    return infinities;
  }

  private long count() {
    return negative.total() + zeros + positive.total() + infinities;
  }

  /**
   * Returns the value of rank floor(percent * (count - 1) / 100), nearly; null without values.
   *
   * @throws IllegalArgumentException if percent is below 0 or above 100; the message holds it
   */
  Double percentile(int percent) {
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
    return Math.min(range.max(), Math.max(range.min(), ofRank(rank, count)));
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

  @Override
  QuantileSummary summary() {
    return new QuantileSummary(
        percentile(50),
        percentile(90),
        percentile(99),
        LossHistogram.of(positive, negative.total(), zeros, range.min()));
  }

  /**
   * Writes the numbers of zeros and of infinities; the bins of the positive values, then of the
   * negative ones by their magnitude: the number of bins in use, then of each how many empty ones
   * stand before it (the first bin is that of 2^-1074) and the number of its values; last the
   * smallest and the largest value.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, zeros);
    BinaryForm.writeCount(out, infinities);
    positive.writeTo(out, LogarithmicBins.LOWEST);
    negative.writeTo(out, LogarithmicBins.LOWEST);
    range.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    zeros = BinaryForm.readCount(in, NAME);
    infinities = BinaryForm.readCount(in, NAME);
    positive.readFrom(in, NAME, LogarithmicBins.LOWEST, LogarithmicBins.HIGHEST);
    negative.readFrom(in, NAME, LogarithmicBins.LOWEST, LogarithmicBins.HIGHEST);
    if (count() < 0) {
      throw BinaryForm.damaged(NAME, "it has " + count() + " values");
    }
    range.readFrom(in, NAME, count(), infinities);
  }
}
