// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The confusion matrix: how many rows of each label have each prediction.
 *
 * <p>The prediction of a row is the first index of its largest logit. A cell has the number of its
 * rows, whatever their weights. Only cells in use are kept.
 *
 * <p><b>Size.</b> About 5 bytes for each cell in use in the binary form, with weights other than 1
 * about 20.
 */
public final class ConfusionAccumulator implements MetricState<ConfusionAccumulator> {
  private static final String NAME = "confusion matrix";
  private static final int VERSION = 1;

  /** By label, then by prediction. */
  private final ClassTable<ClassTable<WeightTally>> cells;

  /** Creates the matrix of no rows. */
  public ConfusionAccumulator() {
    this(new ClassTable<>(ConfusionAccumulator::noPredictions));
  }

  private ConfusionAccumulator(ClassTable<ClassTable<WeightTally>> cells) {
    this.cells = cells;
  }

  private static ClassTable<WeightTally> noPredictions() {
    return new ClassTable<>(WeightTally::new);
  }

  /**
   * Adds a row.
   *
   * @param label the class id
   * @param prediction the class of the largest logit
   * @param r the row's own weight
   * @throws IllegalArgumentException if a class is negative or above 1,048,575, or r negative, NaN
   *     or infinite; the message holds it
   */
  public void add(int label, int prediction, double r) {
    RowValues.requireWeight(r, "r");
    ClassTable.require(label);
    ClassTable.require(prediction);
    cells.of(label).of(prediction).add(r);
  }

  /** Adds the rows of weight 1 of a label, for each prediction how many. */
  void addUnits(int label, long[] byPrediction) {
    ClassTable<WeightTally> predictions = cells.of(label);
    for (int prediction = 0; prediction < byPrediction.length; prediction++) {
      if (byPrediction[prediction] > 0) {
        predictions.of(prediction).addUnits(byPrediction[prediction]);
      }
    }
  }

  @Override
  public void merge(ConfusionAccumulator other) {
    cells.merge(other.cells, (mine, theirs) -> mine.merge(theirs, WeightTally::merge));
  }

  /**
   * Returns the cells in use.
   *
   * @return the cells by label, then by prediction, in ascending order
   */
  public List<ConfusionCell> summary() {
    List<ConfusionCell> summary = new ArrayList<>();
    for (int label : cells.classes()) {
      ClassTable<WeightTally> predictions = cells.of(label);
      for (int prediction : predictions.classes()) {
        summary.add(new ConfusionCell(label, prediction, predictions.of(prediction).rows()));
      }
    }
    return List.copyOf(summary);
  }

  /**
   * Writes the binary form: version 1; the number of labels; for each, how many labels without rows
   * stand before it, and the number of its predictions; for each of these, how many predictions
   * without rows stand before it, the number of rows of weight 1, that of other rows, and if that
   * is not 0 the exact sum of their weights.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    cells.writeTo(out, (predictions, to) -> predictions.writeTo(to, WeightTally::writeTo));
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static ConfusionAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(
        in,
        NAME,
        VERSION,
        body ->
            new ConfusionAccumulator(
                ClassTable.readFrom(
                    body,
                    NAME,
                    ConfusionAccumulator::noPredictions,
                    ConfusionAccumulator::readPredictions)));
  }

  private static ClassTable<WeightTally> readPredictions(DataInput in, String name)
      throws IOException {
    ClassTable<WeightTally> predictions =
        ClassTable.readFrom(in, name, WeightTally::new, ConfusionAccumulator::readCell);
    if (predictions.classes().length == 0) {
      throw BinaryForm.damaged(name, "a label has no predictions");
    }
    return predictions;
  }

  private static WeightTally readCell(DataInput in, String name) throws IOException {
    WeightTally cell = WeightTally.readFrom(in, name);
    if (cell.rows() == 0) {
      throw BinaryForm.damaged(name, "a cell has no rows");
    }
    return cell;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static ConfusionAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, ConfusionAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionAccumulator that && cells.equals(that.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
