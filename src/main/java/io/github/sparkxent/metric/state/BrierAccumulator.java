// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.tally.WeightedMean;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The Brier score: how far the predicted probabilities are from the labels, squared.
 *
 * <p><b>Method.</b> The value of a row is sum_c (q_c - p_c)^2 with q the softmax of its logits and
 * p its label, one-hot for a class id: from 0 to 2. The score is the sum of r * value by the sum of
 * r, rounded once from the exact quotient.
 *
 * <p><b>Size.</b> About 20 bytes in the binary form.
 *
 * <p><b>Source.</b> G. W. Brier, Verification of forecasts expressed in terms of probability
 * (1950), doi:10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2; the form summed over all
 * classes.
 */
public final class BrierAccumulator implements MetricState<BrierAccumulator> {
  private static final String NAME = "Brier state";
  private static final int VERSION = 1;

  private final WeightedMean mean;

  /** Creates the state of no rows. */
  public BrierAccumulator() {
    this(new WeightedMean());
  }

  private BrierAccumulator(WeightedMean mean) {
    this.mean = mean;
  }

  /**
   * Adds a row.
   *
   * @param value the sum of the squared differences
   * @param r the row's own weight
   * @throws IllegalArgumentException if value or r is negative, NaN or infinite; the message holds
   *     it
   */
  public void add(double value, double r) {
    requireScore(value);
    RowValues.requireWeight(r, "r");
    mean.add(value, r);
  }

  /** Adds so many rows of weight 1. */
  void addUnits(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      requireScore(values[i]);
    }
    mean.addUnits(values, count);
  }

  private static void requireScore(double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the Brier score of a row is " + value);
    }
  }

  @Override
  public void merge(BrierAccumulator other) {
    mean.merge(other.mean);
  }

  /**
   * Returns the score so far.
   *
   * @return the mean of the rows' values weighed by r; null if the weights sum to 0
   */
  public Double score() {
    return mean.mean();
  }

  /**
   * Writes the binary form: version 1; the number of rows of weight 1, that of other rows, if that
   * is not 0 the exact sum of their weights; the exact sum of r * value.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    mean.writeTo(out);
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static BrierAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(
        in, NAME, VERSION, body -> new BrierAccumulator(WeightedMean.readFrom(body, NAME)));
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static BrierAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, BrierAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrierAccumulator that && mean.equals(that.mean);
  }

  @Override
  public int hashCode() {
    return mean.hashCode();
  }

  @Override
  public String toString() {
    return "BrierAccumulator[" + score() + "]";
  }
}
