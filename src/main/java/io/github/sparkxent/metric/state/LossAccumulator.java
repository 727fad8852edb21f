// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.tally.LossSums;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.WeightedLossSums;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * The losses of the evaluated rows of one split, summed exactly.
 *
 * <p>A row has a loss, its own weight r, and w = sum_c w_c p_c, 1 without class weights; omega = r
 * * w, unrounded, is what it weighs in the mean. The loss never contains r. A row of r = w = 1 is
 * an unweighted row and costs two exact additions; the sums that only weighted rows need exist from
 * the first of them on. The formulas are those of {@link LossSummary}.
 *
 * <p><b>Special cases.</b> A loss of +Infinity is a valid row. NaN and -Infinity are refused: such
 * rows are invalid, not evaluated. A row with r = 0 counts as a row and adds r * loss = 0, also
 * where the loss is infinite.
 *
 * <p><b>Size.</b> About 400 bytes in memory and 60 to 90 in the binary form; with weighted rows
 * about 1,500 and 200 to 400.
 */
public final class LossAccumulator implements MetricState<LossAccumulator> {
  private static final String NAME = "loss state";
  private static final int VERSION = 1;

  private final LossSums unweighted;

  /** Null until a weighted row comes. */
  private WeightedLossSums weighted;

  /** Over no rows +Infinity, and max -Infinity. */
  private double min;

  private double max;

  /** Creates the state of no rows. */
  public LossAccumulator() {
    this(new LossSums(), null, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  private LossAccumulator(LossSums unweighted, WeightedLossSums weighted, double min, double max) {
    this.unweighted = unweighted;
    this.weighted = weighted;
    this.min = min;
    this.max = max;
  }

  /**
   * Adds an unweighted row.
   *
   * @param loss the loss in nats
   * @throws IllegalArgumentException if loss is NaN or -Infinity; the message holds it
   */
  public void add(double loss) {
    include(loss);
    unweighted.add(loss);
  }

  /**
   * Adds a row.
   *
   * @param loss the loss in nats, without r
   * @param r the row's own weight
   * @param w what the class weights make of its label
   * @throws IllegalArgumentException if loss is NaN or -Infinity, or a weight is negative, NaN or
   *     infinite; the message holds it
   */
  public void add(double loss, double r, LabelWeight w) {
    if (r == 1 && w.isOne()) {
      add(loss);
      return;
    }
    RowValues.requireWeight(r, "r");
    RowValues.requireWeight(w.nearest(), "w");
    include(loss);
    if (weighted == null) {
      weighted = new WeightedLossSums();
    }
    weighted.add(loss, r, w);
  }

  /** Adds so many unweighted rows of finite losses by what they come to. */
  void addUnits(long rows, ExactSum losses, ExactSum squares, double least, double largest) {
    unweighted.add(rows, losses, squares);
    min = Math.min(min, least);
    max = Math.max(max, largest);
  }

  private void include(double loss) {
    double positiveZero = RowValues.requireLoss(loss) + 0.0;
    if (positiveZero < min) {
      min = positiveZero;
    }
    if (positiveZero > max) {
      max = positiveZero;
    }
  }

  @Override
  public void merge(LossAccumulator other) {
    unweighted.merge(other.unweighted);
    if (other.weighted != null) {
      if (weighted == null) {
        weighted = new WeightedLossSums();
      }
      weighted.merge(other.weighted);
    }
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /**
   * Returns the statistics of the rows so far.
   *
   * @return an immutable summary
   */
  public LossSummary summary() {
    LossMoments moments = new LossMoments(unweighted, weighted);
    boolean empty = moments.rowCount() == 0;
    return moments.summary(empty ? null : min, empty ? null : max);
  }

  /**
   * Writes the binary form: version 1; the rows of finite and of infinite loss, the exact sums of
   * loss and loss^2, all of the unweighted rows; the smallest and the largest loss; a byte that is
   * 1 if weighted rows follow. For these: the same two counts and two sums, the number of rows of
   * infinite loss with r > 0, and the exact sums of r * loss, (r * loss)^2, omega * r * loss,
   * omega, omega^2, and of omega over the rows of infinite loss.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    unweighted.writeTo(out);
    out.writeDouble(min);
    out.writeDouble(max);
    out.writeByte(weighted == null ? 0 : 1);
    if (weighted != null) {
      weighted.writeTo(out);
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
  public static LossAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, LossAccumulator::readBody);
  }

  private static LossAccumulator readBody(DataInput in) throws IOException {
    LossSums unweighted = LossSums.readFrom(in, NAME);
    double min = StateForm.readDouble(in, NAME);
    double max = StateForm.readDouble(in, NAME);
    WeightedLossSums weighted =
        StateForm.readFlag(in, NAME) ? WeightedLossSums.readFrom(in, NAME) : null;
    LossMoments moments = new LossMoments(unweighted, weighted);
    boolean empty = min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY;
    boolean infinite = max == Double.POSITIVE_INFINITY;
    if (empty != (moments.rowCount() == 0)
        || infinite != (moments.infiniteLossCount() > 0)
        || (!empty && (min > max || min == Double.NEGATIVE_INFINITY))) {
      throw BinaryForm.damaged(NAME, "its range of losses is " + min + " to " + max);
    }
    return new LossAccumulator(unweighted, weighted, min, max);
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static LossAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, LossAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossAccumulator that
        && Double.compare(min, that.min) == 0
        && Double.compare(max, that.max) == 0
        && unweighted.equals(that.unweighted)
        && Objects.equals(weighted, that.weighted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(unweighted, weighted, min, max);
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
