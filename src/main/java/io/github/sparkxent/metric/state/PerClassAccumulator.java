// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.tally.ClassLoss;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Rows, mean loss, precision and recall of each class.
 *
 * <p><b>Method.</b> The prediction of a row is the first index of its largest logit. For class c,
 * with sums over rows and each rounded once from its exact value:
 *
 * <pre>
 * loss_mean = sum of r * loss / sum of omega   over the rows of label c
 * precision = sum of r over the rows of label and prediction c / sum of r over those of prediction c
 * recall    = sum of r over the rows of label and prediction c / sum of r over those of label c
 * f1        = 2 * precision * recall / (precision + recall)   of the rounded two
 * </pre>
 *
 * <p><b>Special cases.</b> A quotient by 0 is null. With a row of infinite loss and r above 0 the
 * mean loss of its class is infinite. Only classes that were a label or a prediction have figures.
 *
 * <p><b>Size.</b> About 35 bytes for each such class in the binary form.
 */
public final class PerClassAccumulator implements MetricState<PerClassAccumulator> {
  private static final String NAME = "per-class state";
  private static final int VERSION = 1;

  private final ClassTable<Rows> classes;

  /** The rows of one class. */
  private record Rows(
      WeightTally labelled, WeightTally predicted, WeightTally correct, ClassLoss loss) {
    Rows() {
      this(new WeightTally(), new WeightTally(), new WeightTally(), new ClassLoss());
    }

    static void merge(Rows rows, Rows other) {
      rows.labelled.merge(other.labelled);
      rows.predicted.merge(other.predicted);
      rows.correct.merge(other.correct);
      rows.loss.merge(other.loss);
    }

    void writeTo(DataOutput out) throws IOException {
      labelled.writeTo(out);
      predicted.writeTo(out);
      correct.writeTo(out);
      loss.writeTo(out);
    }

    static Rows readFrom(DataInput in, String name) throws IOException {
      Rows rows =
          new Rows(
              WeightTally.readFrom(in, name),
              WeightTally.readFrom(in, name),
              WeightTally.readFrom(in, name),
              ClassLoss.readFrom(in, name));
      long most = Math.min(rows.labelled.rows(), rows.predicted.rows());
      if (rows.correct.rows() > most || (rows.labelled.rows() | rows.predicted.rows()) == 0) {
        throw BinaryForm.damaged(name, "its numbers of rows of a class are impossible");
      }
      return rows;
    }
  }

  /** Creates the state of no rows. */
  public PerClassAccumulator() {
    this(new ClassTable<>(Rows::new));
  }

  private PerClassAccumulator(ClassTable<Rows> classes) {
    this.classes = classes;
  }

  /**
   * Adds a row.
   *
   * @param label the class id
   * @param prediction the class of the largest logit
   * @param loss the loss in nats, without r
   * @param r the row's own weight
   * @param w what the class weights make of its label; omega is r * w
   * @throws IllegalArgumentException if a class is negative or above 1,048,575, loss NaN or
   *     -Infinity, or a weight negative, NaN or infinite; the message holds it
   */
  public void add(int label, int prediction, double loss, double r, LabelWeight w) {
    RowValues.requireWeight(r, "r");
    RowValues.requireWeight(w.nearest(), "w");
    RowValues.requireLoss(loss);
    ClassTable.require(label);
    ClassTable.require(prediction);
    Rows rows = classes.of(label);
    rows.labelled.add(r);
    rows.loss.add(loss, r, w);
    classes.of(prediction).predicted.add(r);
    if (label == prediction) {
      rows.correct.add(r);
    }
  }

  /** Adds the rows of weight 1 of a label, for each prediction how many, by their finite losses. */
  void addUnits(int label, long[] byPrediction, ExactSum losses) {
    long count = 0;
    for (int prediction = 0; prediction < byPrediction.length; prediction++) {
      if (byPrediction[prediction] > 0) {
        classes.of(prediction).predicted.addUnits(byPrediction[prediction]);
        count += byPrediction[prediction];
      }
    }
    Rows rows = classes.of(label);
    rows.labelled.addUnits(count);
    rows.correct.addUnits(byPrediction[label]);
    rows.loss.addUnits(count, losses);
  }

  @Override
  public void merge(PerClassAccumulator other) {
    classes.merge(other.classes, Rows::merge);
  }

  /**
   * Returns the figures so far.
   *
   * @return one element for each class that was a label or a prediction, in ascending order
   */
  public List<ClassSummary> summary() {
    return Arrays.stream(classes.classes()).mapToObj(this::summaryOf).toList();
  }

  private ClassSummary summaryOf(int classId) {
    Rows rows = classes.of(classId);
    Double precision = rows.correct.shareOf(rows.predicted);
    Double recall = rows.correct.shareOf(rows.labelled);
    return new ClassSummary(
        classId, rows.labelled.rows(), rows.loss.mean(), precision, recall, f1(precision, recall));
  }

  private static Double f1(Double precision, Double recall) {
    return precision == null || recall == null || precision + recall == 0
        ? null
        : (Double) (2 * precision * recall / (precision + recall));
  }

  /**
   * Writes the binary form: version 1; the number of classes; for each, how many classes without
   * figures stand before it, then for the rows of that label, of that prediction, and of both: the
   * number of rows of weight 1, that of other rows, if that is not 0 the exact sum of their
   * weights; the same for the weights omega; the exact sum of r * loss; the number of rows of
   * infinite loss with r above 0.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    classes.writeTo(out, Rows::writeTo);
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static PerClassAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(
        in,
        NAME,
        VERSION,
        body ->
            new PerClassAccumulator(ClassTable.readFrom(body, NAME, Rows::new, Rows::readFrom)));
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static PerClassAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, PerClassAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PerClassAccumulator that && classes.equals(that.classes);
  }

  @Override
  public int hashCode() {
    return classes.hashCode();
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
