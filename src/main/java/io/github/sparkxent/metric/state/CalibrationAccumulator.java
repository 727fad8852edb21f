// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.metric.tally.WeightedMean;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSums;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far the confidence of the predictions is from their accuracy, in bins of confidence.
 *
 * <p><b>Method.</b> The confidence of a row is the softmax probability of its prediction, the first
 * index of the largest logit. With m bins, bin i holds the confidences from i / m up to but not
 * including (i + 1) / m (both rounded to a double), the last bin 1 as well. All rows weigh by their
 * r. The expected calibration error is the sum over the bins of |sum of r over the correct rows -
 * sum of r * confidence|, divided by the sum of r over all rows.
 *
 * <p><b>Accuracy.</b> The error, the mean confidence and the figures of each bin are rounded once
 * from their exact values.
 *
 * <p><b>Size.</b> At most 30 bytes for each bin in use in the binary form.
 *
 * <p><b>Source.</b> C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural
 * networks (2017), arXiv:1706.04599; the bins there are closed on the right.
 */
final class CalibrationAccumulator extends MetricState<CalibrationAccumulator> {
  private static final String NAME = "calibration state";

  /** Element i is bin i, or null while it has no rows but those of {@link #unitRows}. */
  private final Bin[] bins;

  /** By bin, how many rows of weight 1 it lacks, how many of them correct. */
  private final long[] unitRows;

  private final long[] correctUnitRows;

  /** By bin, the confidences of these rows. */
  private final ExactSums unitConfidences;

  /** The beginning of each bin, and last an end that no confidence reaches. */
  private final double[] ends;

  /** The confidences of a bin's rows, and the weights of the correct ones. */
  private record Bin(WeightedMean confidence, WeightTally correct) {
    Bin() {
      this(new WeightedMean(), new WeightTally());
    }

    void add(double value, double r, boolean isCorrect) {
      confidence.add(value, r);
      if (isCorrect) {
        correct.add(r);
      }
    }

    void merge(Bin other) {
      confidence.merge(other.confidence);
      correct.merge(other.correct);
    }

    ExactRational gap() {
      ExactRational gap = correct.weight().minus(confidence.sum());
      return gap.signum() < 0 ? ExactRational.ZERO.minus(gap) : gap;
    }
  }

  /** Creates the state of no rows, with that many bins. */
  CalibrationAccumulator(int bins) {
    this.bins = new Bin[bins];
    unitRows = new long[bins];
    correctUnitRows = new long[bins];
    unitConfidences = new ExactSums(bins);
    ends = new double[bins + 1];
    Arrays.setAll(ends, i -> i < bins ? lowerEnd(i) : Double.POSITIVE_INFINITY);
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      double confidence = rows.confidences[i];
      int bin = binOf(confidence);
      boolean correct = rows.predictions[i] == rows.labels[i];
      if (rows.weights[i] == 1) {
        unitRows[bin]++;
        correctUnitRows[bin] += correct ? 1 : 0;
        unitConfidences.add(bin, confidence);
      } else {
        binToAddTo(bin).add(confidence, rows.weights[i], correct);
      }
    }
  }

  /** Brings all rows into the bins; to be called before they are looked at. */
  private void settle() {
    for (int i = 0; i < bins.length; i++) {
      if (unitRows[i] > 0) {
        Bin bin = binToAddTo(i);
        bin.confidence.addUnits(unitRows[i], unitConfidences.of(i));
        bin.correct.addUnits(correctUnitRows[i]);
      }
    }
    Arrays.fill(unitRows, 0);
    Arrays.fill(correctUnitRows, 0);
    unitConfidences.clear();
  }

  private Bin binToAddTo(int i) {
    Bin bin = bins[i];
    if (bin == null) {
      bin = new Bin();
      bins[i] = bin;
    }
    return bin;
  }

  /** Returns a bin to look at. */
  private Bin bin(int i) {
    return bins[i] == null ? new Bin() : bins[i];
  }

  private double lowerEnd(int bin) {
    return (double) bin / bins.length;
  }

  /** Finds the bin by its true ends, since the product may be rounded across one. */
  private int binOf(double confidence) {
    int bin = Math.min((int) (confidence * bins.length), bins.length - 1);
    while (confidence < ends[bin]) {
      bin--;
    }
    while (confidence >= ends[bin + 1]) {
      bin++;
    }
    return bin;
  }

  @Override
  void merge(CalibrationAccumulator other) {
    settle();
    other.settle();
    for (int i = 0; i < bins.length; i++) {
      if (other.bins[i] != null) {
        binToAddTo(i).merge(other.bins[i]);
      }
    }
  }

  @Override
  CalibrationSummary summary() {
    settle();
    Bin all = new Bin();
    ExactRational gaps = ExactRational.ZERO;
    List<CalibrationBin> summaries = new ArrayList<>();
    for (int i = 0; i < bins.length; i++) {
      Bin bin = bin(i);
      all.merge(bin);
      gaps = gaps.plus(bin.gap());
      WeightTally weights = bin.confidence.weights();
      summaries.add(
          new CalibrationBin(
              lowerEnd(i),
              lowerEnd(i + 1),
              weights.rows(),
              weights.weight().doubleValue(),
              bin.confidence.mean(),
              bin.correct.shareOf(weights)));
    }
    ExactRational weight = all.confidence.weights().weight();
    Double error = weight.signum() == 0 ? null : (Double) gaps.dividedBy(weight).doubleValue();
    return new CalibrationSummary(error, all.confidence.mean(), summaries);
  }

  /**
   * Writes for each bin, from the lowest confidence: the weights of the rows, the exact sum of r *
   * confidence, the weights of the correct rows.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    settle();
    for (int i = 0; i < bins.length; i++) {
      Bin bin = bin(i);
      bin.confidence.writeTo(out);
      bin.correct.writeTo(out);
    }
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    for (int i = 0; i < bins.length; i++) {
      Bin bin = new Bin();
      bin.confidence.readFrom(in, NAME);
      bin.correct.readFrom(in, NAME);
      if (bin.correct.rows() > bin.confidence.weights().rows()) {
        throw BinaryForm.damaged(NAME, "a bin has more correct rows than rows");
      }
      bins[i] = bin.confidence.weights().rows() == 0 ? null : bin;
    }
  }
}
