// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * How many rows are classified correctly, by number and by the rows' own weight r.
 *
 * <p>Class weights play no part. Whether a row is correct is the caller's finding: its prediction,
 * the first index of the largest logit, is its label.
 *
 * <p><b>Size.</b> 5 to 10 bytes in the binary form; with weights other than 1 about 40.
 */
public final class AccuracyAccumulator implements MetricState<AccuracyAccumulator> {
  private static final String NAME = "accuracy state";
  private static final int VERSION = 1;

  private final WeightTally correct;
  private final WeightTally wrong;

  /** Creates the state of no rows. */
  public AccuracyAccumulator() {
    this(new WeightTally(), new WeightTally());
  }

  private AccuracyAccumulator(WeightTally correct, WeightTally wrong) {
    this.correct = correct;
    this.wrong = wrong;
  }

  /**
   * Adds a row of weight 1.
   *
   * @param isCorrect whether the prediction is the label
   */
  public void add(boolean isCorrect) {
    add(isCorrect, 1);
  }

  /**
   * Adds a row.
   *
   * @param isCorrect whether the prediction is the label
   * @param r the row's own weight
   * @throws IllegalArgumentException if r is negative, NaN or infinite; the message holds it
   */
  public void add(boolean isCorrect, double r) {
    RowValues.requireWeight(r, "r");
    (isCorrect ? correct : wrong).add(r);
  }

  /** Adds so many rows of weight 1. */
  void addUnits(boolean isCorrect, long rows) {
    (isCorrect ? correct : wrong).addUnits(rows);
  }

  @Override
  public void merge(AccuracyAccumulator other) {
    correct.merge(other.correct);
    wrong.merge(other.wrong);
  }

  /**
   * Returns the accuracy so far.
   *
   * @return an immutable summary
   */
  public AccuracySummary summary() {
    WeightTally all = new WeightTally();
    all.merge(correct);
    all.merge(wrong);
    return new AccuracySummary(all.rows(), correct.rows(), correct.shareOf(all));
  }

  /**
   * Writes the binary form: version 1; for the correct rows, then for the others: the number of
   * rows of weight 1, the number of rows of any other weight, and if that is not 0 the exact sum of
   * their weights.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    correct.writeTo(out);
    wrong.writeTo(out);
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static AccuracyAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(
        in,
        NAME,
        VERSION,
        body ->
            new AccuracyAccumulator(
                WeightTally.readFrom(body, NAME), WeightTally.readFrom(body, NAME)));
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static AccuracyAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, AccuracyAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccuracyAccumulator that
        && correct.equals(that.correct)
        && wrong.equals(that.wrong);
  }

  @Override
  public int hashCode() {
    return Objects.hash(correct, wrong);
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
