// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The smallest and the largest of some losses; zeros are +0.0. */
public final class LossRange {
  /** Over no losses +Infinity, and max -Infinity. */
  private double min = Double.POSITIVE_INFINITY;

  private double max = Double.NEGATIVE_INFINITY;

  /** Includes a loss, and refuses NaN and -Infinity: such rows are invalid. */
  public void include(double loss) {
    if (!(loss > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("a row with the loss " + loss + " cannot be evaluated");
    }
    double positiveZero = loss + 0.0;
    if (positiveZero < min) {
      min = positiveZero;
    }
    if (positiveZero > max) {
      max = positiveZero;
    }
  }

  /** Includes losses, from one up to but not including another. */
  public void include(double[] losses, int from, int to) {
    for (int i = from; i < to; i++) {
      include(losses[i]);
    }
  }

  public void merge(LossRange other) {
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  public boolean isEmpty() {
    return min > max;
  }

  public void clear() {
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }

  /** Returns the smallest; null of none. */
  public Double min() {
    return isEmpty() ? null : (Double) min;
  }

  /** Returns the largest; null of none. */
  public Double max() {
    return isEmpty() ? null : (Double) max;
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(min);
    out.writeDouble(max);
  }

  /** Reads the range of a number of losses, of which some are infinite, into an empty one. */
  public void readFrom(DataInput in, String name, long losses, long infinite) throws IOException {
    min = StateForm.readDouble(in, name);
    max = StateForm.readDouble(in, name);
    boolean none = min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY;
    if (none != (losses == 0)
        || (max == Double.POSITIVE_INFINITY) != (infinite > 0)
        || (!none && (min > max || min == Double.NEGATIVE_INFINITY))) {
      throw BinaryForm.damaged(name, losses + " losses from " + min + " to " + max);
    }
  }
}
