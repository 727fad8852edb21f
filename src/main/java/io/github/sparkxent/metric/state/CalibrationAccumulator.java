// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.metric.tally.WeightedMean;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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
public final class CalibrationAccumulator implements MetricState<CalibrationAccumulator> {
  /** The largest number of bins. */
  static final int MAX_BINS = 1000;

  private static final String NAME = "calibration state";
  private static final int VERSION = 1;

  /** Element i is bin i, or null while it has no rows. */
  private final Bin[] bins;

  /** Where each bin begins, and last an end that no confidence reaches. */
  private final double[] ends;

  /** The confidences of a bin's rows, and the weights of those that are correct. */
  private record Bin(WeightedMean confidence, WeightTally correct) {
    Bin() {
      this(new WeightedMean(), new WeightTally());
    }

    void add(double value, boolean isCorrect, double r) {
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

  /**
   * Creates the state of no rows.
   *
   * @param bins the number of bins, from 1 to 1000
   * @throws IllegalArgumentException if it is out of range; the message holds it
   */
  public CalibrationAccumulator(int bins) {
    if (bins < 1 || bins > MAX_BINS) {
      throw new IllegalArgumentException(
          "calibration takes 1 to " + MAX_BINS + " bins, not " + bins);
    }
    this.bins = new Bin[bins];
    ends = new double[bins + 1];
    Arrays.setAll(ends, i -> i < bins ? lowerEnd(i) : Double.POSITIVE_INFINITY);
  }

  /**
   * Adds a row.
   *
   * @param confidence the probability of the prediction, from 0 to 1
   * @param isCorrect whether the prediction is the label
   * @param r the row's own weight
   * @throws IllegalArgumentException if confidence is out of range or NaN, or r negative, NaN or
   *     infinite; the message holds it
   */
  public void add(double confidence, boolean isCorrect, double r) {
    requireConfidence(confidence);
    RowValues.requireWeight(r, "r");
    binToAddTo(binOf(confidence)).add(confidence, isCorrect, r);
  }

  /** Adds so many rows of weight 1. */
  void addUnits(double[] confidences, int[] predictions, int[] labels, int count) {
    for (int i = 0; i < count; i++) {
      double confidence = confidences[i];
      requireConfidence(confidence);
      Bin bin = binToAddTo(binOf(confidence));
      bin.confidence.addUnit(confidence);
      bin.correct.addUnits(predictions[i] == labels[i] ? 1 : 0);
    }
  }

  private static void requireConfidence(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("the confidence of a row is " + confidence);
    }
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

  /** Finds the bin by its ends as they are, since the product may be rounded across one. */
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
  public void merge(CalibrationAccumulator other) {
    if (bins.length != other.bins.length) {
      throw new IllegalArgumentException(
          bins.length + " calibration bins cannot merge " + other.bins.length);
    }
    for (int i = 0; i < bins.length; i++) {
      if (other.bins[i] != null) {
        binToAddTo(i).merge(other.bins[i]);
      }
    }
  }

  /**
   * Returns the calibration so far.
   *
   * @return an immutable summary
   */
  public CalibrationSummary summary() {
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
   * Writes the binary form: version 1; the number of bins; for each of them, from the lowest
   * confidence: the number of rows of weight 1, that of other rows, if that is not 0 the exact sum
   * of their weights; the exact sum of r * confidence; of the correct rows again the two numbers
   * and the sum of weights.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, bins.length);
    for (int i = 0; i < bins.length; i++) {
      Bin bin = bin(i);
      bin.confidence.writeTo(out);
      bin.correct.writeTo(out);
    }
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static CalibrationAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, CalibrationAccumulator::readBody);
  }

  private static CalibrationAccumulator readBody(DataInput in) throws IOException {
    long count = BinaryForm.readCount(in, NAME);
    if (count < 1 || count > MAX_BINS) {
      throw BinaryForm.damaged(NAME, "it has " + count + " bins");
    }
    CalibrationAccumulator state = new CalibrationAccumulator((int) count);
    for (int i = 0; i < state.bins.length; i++) {
      Bin bin = new Bin(WeightedMean.readFrom(in, NAME), WeightTally.readFrom(in, NAME));
      if (bin.correct.rows() > bin.confidence.weights().rows()) {
        throw BinaryForm.damaged(NAME, "a bin has more correct rows than rows");
      }
      state.bins[i] = bin.confidence.weights().rows() == 0 ? null : bin;
    }
    return state;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static CalibrationAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, CalibrationAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalibrationAccumulator that && Arrays.equals(bins, that.bins);
  }

  @Override
  public int hashCode() {
    return Objects.hash((Object[]) bins);
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
