// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.ConfusionSummary;
import io.github.sparkxent.metric.tally.BinCounts;
import io.github.sparkxent.metric.tally.ClassTable;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
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
 * <p><b>Size.</b> About 3 bytes for each cell in use in the binary form.
 */
final class ConfusionAccumulator extends MetricState<ConfusionAccumulator>
    implements UnitRowTable.Reader {
  private static final String NAME = "confusion matrix";

  /** By label, the predictions. */
  private final ClassTable<BinCounts> cells = new ClassTable<>(BinCounts::new);

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      cells.of(rows.labels[i]).add(rows.predictions[i]);
    }
  }

  @Override
  public void add(UnitRowTable rows) {
    for (int label : rows.labels()) {
      long[] byPrediction = rows.byPrediction(label);
      for (int prediction = 0; prediction < byPrediction.length; prediction++) {
        if (byPrediction[prediction] > 0) {
          cells.of(label).add(prediction, byPrediction[prediction]);
        }
      }
    }
  }

  @Override
  void merge(ConfusionAccumulator other) {
    cells.merge(other.cells, BinCounts::merge);
  }

  @Override
  ConfusionSummary summary() {
    List<ConfusionCell> summary = new ArrayList<>();
    for (int label : cells.classes()) {
      BinCounts predictions = cells.of(label);
      for (int prediction : predictions.bins()) {
        summary.add(new ConfusionCell(label, prediction, predictions.count(prediction)));
      }
    }
    return new ConfusionSummary(summary);
  }

  /**
   * Writes the number of labels; for each, how many labels without rows stand before it, and the
   * number of its predictions; for each of these, how many predictions without rows stand before
   * it, and the number of rows.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    cells.writeTo(out, (predictions, to) -> predictions.writeTo(to, 0));
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    cells.readFrom(in, NAME, ConfusionAccumulator::read);
  }

  private static void read(BinCounts predictions, DataInput in) throws IOException {
    predictions.readFrom(in, NAME, 0, ClassTable.CLASS_LIMIT - 1);
    if (predictions.total() == 0) {
      throw BinaryForm.damaged(NAME, "a label has no predictions");
    }
  }
}
