// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.WorstRowsSummary;
import io.github.sparkxent.metric.tally.FirstRows;
import io.github.sparkxent.metric.tally.IdText;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * The rows with the largest losses of one split.
 *
 * <p><b>Method.</b> The first n rows in the order of {@link WorstRow}, which is total up to rows
 * that are equal in all they show: so they are the same for any order and partitioning. A row that
 * is not among the n so far costs one comparison; its id is not made text.
 *
 * <p><b>Special cases.</b> A loss of +Infinity is the largest of all. Of an id only the first
 * {@value IdText#MAX_LENGTH} characters are kept. The weight of a row does not matter.
 *
 * <p><b>Size.</b> About 20 bytes and the id for each of the n rows.
 */
final class WorstRowsAccumulator extends MetricState<WorstRowsAccumulator> {
  private static final String NAME = "worst rows";

  private final int capacity;

  /** The worst first. */
  private final FirstRows<WorstRow> rows;

  /** A row of a smaller loss than this cannot enter. */
  private double least = Double.NEGATIVE_INFINITY;

  /** Creates the state of no rows, which keeps that number of them. */
  WorstRowsAccumulator(int capacity) {
    this.capacity = capacity;
    rows = new FirstRows<>(capacity, Comparator.naturalOrder());
  }

  /** Tells whether a row of a loss may enter: whether its id matters. */
  boolean mayKeep(double loss) {
    return loss >= least;
  }

  @Override
  void add(RowColumns added, int from, int to) {
    for (int i = from; i < to; i++) {
      double loss = added.losses[i] + 0.0;
      if (mayKeep(loss)) {
        String text = IdText.of(added.ids[i]);
        add(new WorstRow(text, added.labels[i], added.predictions[i], added.confidences[i], loss));
      }
    }
  }

  private void add(WorstRow row) {
    rows.add(row);
    if (rows.isFull()) {
      least = rows.last().loss();
    }
  }

  @Override
  void merge(WorstRowsAccumulator other) {
    other.rows.rows().forEach(this::add);
  }

  @Override
  WorstRowsSummary summary() {
    return new WorstRowsSummary(rows.rows());
  }

  /**
   * Writes the number of rows; of each, the largest loss first: the loss, the id as text, the
   * label, the prediction, the confidence.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, rows.rows().size());
    for (WorstRow row : rows.rows()) {
      out.writeDouble(row.loss());
      StateForm.writeText(out, row.id());
      BinaryForm.writeCount(out, row.label());
      BinaryForm.writeCount(out, row.prediction());
      out.writeDouble(row.confidence());
    }
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    if (size > capacity) {
      throw BinaryForm.damaged(NAME, "it has " + size + " of " + capacity + " rows");
    }
    WorstRow before = null;
    for (int i = 0; i < size; i++) {
      WorstRow row = read(in);
      if (row.loss() == Double.NEGATIVE_INFINITY || (before != null && before.compareTo(row) > 0)) {
        throw BinaryForm.damaged(NAME, row + " follows " + before);
      }
      add(row);
      before = row;
    }
  }

  private static WorstRow read(DataInput in) throws IOException {
    double loss = StateForm.readDouble(in, NAME);
    String id = IdText.read(in, NAME);
    int label = StateForm.readInt(in, NAME);
    int prediction = StateForm.readInt(in, NAME);
    return new WorstRow(id, label, prediction, StateForm.readDouble(in, NAME), loss);
  }
}
