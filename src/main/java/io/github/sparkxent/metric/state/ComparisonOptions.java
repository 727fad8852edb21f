// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a comparison with a baseline has beside its usual figures.
 *
 * @param divergence whether there is the mean Kullback-Leibler divergence
 * @param changedRows how many rows that changed most, each for the better and for the worse, are
 *     kept
 * @param baselineMetrics whether the calibration and the histogram of losses of the baseline are
 *     kept
 */
public record ComparisonOptions(boolean divergence, int changedRows, boolean baselineMetrics) {
  private static final int MAX_CHANGED_ROWS = 1000;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ComparisonOptions {
    if (changedRows < 0 || changedRows > MAX_CHANGED_ROWS) {
      throw new IllegalArgumentException(
          "comparison.changed_rows is " + changedRows + ", expected 0 to " + MAX_CHANGED_ROWS);
    }
  }

  /** Returns the options of one value of a slice: numbers alone. */
  ComparisonOptions ofSlice() {
    return new ComparisonOptions(divergence, 0, false);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(divergence ? 1 : 0);
    BinaryForm.writeCount(out, changedRows);
    out.writeByte(baselineMetrics ? 1 : 0);
  }

  static ComparisonOptions readFrom(DataInput in, String name) throws IOException {
    return new ComparisonOptions(
        StateForm.readFlag(in, name), StateForm.readInt(in, name), StateForm.readFlag(in, name));
  }
}
