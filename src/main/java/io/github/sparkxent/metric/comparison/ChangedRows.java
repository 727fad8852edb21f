// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.tally.FirstRows;
import io.github.sparkxent.metric.tally.IdText;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The rows whose losses differ most, for the better or for the worse.
 *
 * <p><b>Method.</b> The first n rows by falling difference; rows of the same one by id, shorter
 * ones first, then as text, those without id last; then by label, and by prediction and loss of the
 * better side and of the other. So the rows are the same for any order and partitioning, and with
 * the sides swapped the better rows are the worse ones.
 *
 * <p><b>Special cases.</b> A row whose losses are equal, or both infinite, is none of them. If one
 * is infinite, so is the difference. The weight of a row does not matter.
 *
 * <p><b>Size.</b> About 30 bytes and the id for each of the n rows.
 */
public final class ChangedRows {
  private static final Comparator<ChangedRow> BY_ID =
      Comparator.comparing(ChangedRow::id, Comparator.nullsLast(WorstRow.ID_ORDER))
          .thenComparingInt(ChangedRow::label);

  private static final Comparator<ChangedRow> BY_CANDIDATE =
      Comparator.comparingInt(ChangedRow::prediction).thenComparingDouble(ChangedRow::loss);

  private static final Comparator<ChangedRow> BY_BASELINE =
      Comparator.comparingInt(ChangedRow::baselinePrediction)
          .thenComparingDouble(ChangedRow::baselineLoss);

  private final int capacity;

  /** 1 for the rows that the candidate makes worse, else -1. */
  private final int sign;

  private final Comparator<ChangedRow> order;

  private final FirstRows<ChangedRow> rows;

  /** A row that changed by less than this cannot enter. */
  private double least;

  private ChangedRows(int capacity, int sign) {
    this.capacity = capacity;
    this.sign = sign;
    order =
        Comparator.comparingDouble((ChangedRow row) -> -change(row.difference()))
            .thenComparing(BY_ID)
            .thenComparing(sign < 0 ? BY_CANDIDATE : BY_BASELINE)
            .thenComparing(sign < 0 ? BY_BASELINE : BY_CANDIDATE);
    rows = new FirstRows<>(capacity, order);
    least = capacity == 0 ? Double.NaN : Double.MIN_VALUE; // NaN keeps all out
  }

  /** Creates the state of no rows, which keeps that number of those that are better. */
  public static ChangedRows better(int capacity) {
    return new ChangedRows(capacity, -1);
  }

  /** Creates the state of no rows, which keeps that number of those that are worse. */
  public static ChangedRows worse(int capacity) {
    return new ChangedRows(capacity, 1);
  }

  private double change(double difference) {
    return sign * difference;
  }

  /** Tells whether a row may enter, by its candidate's loss minus its baseline's. */
  public boolean mayKeep(double difference) {
    return change(difference) >= least;
  }

  /** Adds a row that {@link #mayKeep} admits. */
  public void add(ChangedRow row) {
    rows.add(row);
    if (rows.isFull()) {
      least = change(rows.last().difference());
    }
  }

  /** Adds all rows of others of the same kind. */
  public void merge(ChangedRows other) {
    other.rows().forEach(this::add);
  }

  /** Returns the rows, the largest difference first. */
  public List<ChangedRow> rows() {
    return rows.rows();
  }

  /**
   * Writes the number of rows; of each, in order: the candidate's loss, the baseline's, the id as
   * text, the label, the candidate's prediction, the baseline's.
   */
  public void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, rows().size());
    for (ChangedRow row : rows()) {
      out.writeDouble(row.loss());
      out.writeDouble(row.baselineLoss());
      StateForm.writeText(out, row.id());
      BinaryForm.writeCount(out, row.label());
      BinaryForm.writeCount(out, row.prediction());
      BinaryForm.writeCount(out, row.baselinePrediction());
    }
  }

  /** Reads, into this state without rows, what one of the same kind has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    int size = StateForm.readInt(in, name);
    if (size > capacity) {
      throw BinaryForm.damaged(name, "it has " + size + " of " + capacity + " rows");
    }
    ChangedRow before = null;
    for (int i = 0; i < size; i++) {
      ChangedRow row = read(in, name);
      if (!(change(row.difference()) > 0) || (before != null && order.compare(before, row) > 0)) {
        throw BinaryForm.damaged(name, row + " follows " + before);
      }
      add(row);
      before = row;
    }
  }

  private static ChangedRow read(DataInput in, String name) throws IOException {
    double loss = StateForm.readDouble(in, name);
    double baselineLoss = StateForm.readDouble(in, name);
    String id = IdText.read(in, name);
    int label = StateForm.readInt(in, name);
    int prediction = StateForm.readInt(in, name);
    return new ChangedRow(id, label, StateForm.readInt(in, name), prediction, baselineLoss, loss);
  }
}
