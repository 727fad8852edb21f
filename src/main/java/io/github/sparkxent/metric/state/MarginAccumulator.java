// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.MarginSummary;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.metric.tally.WeightedMean;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * By how much the label leads: its probability minus the largest of the others, from -1 to 1.
 *
 * <p><b>Method.</b> The mean is the sum of r * margin by the sum of r; the share below 0 is the sum
 * of r over the rows of such a margin by the sum of r. Both are rounded once from the exact
 * quotient.
 *
 * <p><b>Size.</b> About 20 bytes in the binary form.
 */
final class MarginAccumulator extends MetricState<MarginAccumulator> {
  private static final String NAME = "margin state";

  private final WeightedMean margins = new WeightedMean();
  private final WeightTally belowZero = new WeightTally();

  @Override
  void add(RowColumns rows, int from, int to) {
    margins.add(rows.margins, rows.weights, from, to);
    long unitsBelowZero = 0;
    for (int i = from; i < to; i++) {
      // No jump, which margins of either sign would mispredict.
      long sign = Double.doubleToRawLongBits(rows.margins[i] + 0.0) >>> (Long.SIZE - 1);
      if (rows.weights[i] == 1) {
        unitsBelowZero += sign;
      } else if (sign != 0) {
        belowZero.add(rows.weights[i]);
      }
    }
    belowZero.addUnits(unitsBelowZero);
  }

  @Override
  void merge(MarginAccumulator other) {
    margins.merge(other.margins);
    belowZero.merge(other.belowZero);
  }

  @Override
  MarginSummary summary() {
    return new MarginSummary(margins.mean(), belowZero.shareOf(margins.weights()));
  }

  /** Writes the weights of the rows, the exact sum of r * margin, the weights of those below 0. */
  @Override
  void writeTo(DataOutput out) throws IOException {
    margins.writeTo(out);
    belowZero.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    margins.readFrom(in, NAME);
    belowZero.readFrom(in, NAME);
    if (belowZero.rows() > margins.weights().rows()) {
      throw BinaryForm.damaged(NAME, "more margins are below 0 than there are rows");
    }
  }
}
