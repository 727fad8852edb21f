// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.tally.WeightedMean;
import io.github.sparkxent.row.RowColumns;
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
final class BrierAccumulator extends MetricState<BrierAccumulator> {
  private final WeightedMean scores = new WeightedMean();

  @Override
  void add(RowColumns rows, int from, int to) {
    scores.add(rows.brierScores, rows.weights, from, to);
  }

  @Override
  void merge(BrierAccumulator other) {
    scores.merge(other.scores);
  }

  @Override
  BrierSummary summary() {
    return new BrierSummary(scores.mean());
  }

  /** Writes the weights of the rows and the exact sum of r * value. */
  @Override
  void writeTo(DataOutput out) throws IOException {
    scores.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    scores.readFrom(in, "Brier state");
  }
}
