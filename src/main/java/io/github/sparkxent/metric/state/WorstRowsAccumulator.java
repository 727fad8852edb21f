// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The rows with the largest losses of one split.
 *
 * <p><b>Method.</b> The first n rows in the order of {@link WorstRow}, which is total up to rows
 * that are equal in all they show: so they are the same for any order and partitioning. A row that
 * is not among the n so far costs one comparison; its id is not made text.
 *
 * <p><b>Special cases.</b> A loss of +Infinity is the largest of all. Of an id only the first
 * {@value #MAX_ID} characters are kept. The weight of a row does not matter.
 *
 * <p><b>Size.</b> About 20 bytes and the id for each of the n rows.
 */
public final class WorstRowsAccumulator implements MetricState<WorstRowsAccumulator> {
  /** The largest n. */
  static final int LIMIT = 1000;

  static final int MAX_ID = 200;

  private static final String NAME = "worst rows";
  private static final int VERSION = 1;

  private final int capacity;

  /** At most {@link #capacity} rows, the worst first. */
  private final List<WorstRow> rows = new ArrayList<>();

  /** A row of a smaller loss than this cannot enter. */
  private double least = Double.NEGATIVE_INFINITY;

  /**
   * Creates the state of no rows.
   *
   * @param capacity n, how many rows to keep, from 1 to 1000
   * @throws IllegalArgumentException if it is out of range; the message holds it
   */
  public WorstRowsAccumulator(int capacity) {
    if (capacity < 1 || capacity > LIMIT) {
      throw new IllegalArgumentException("the worst " + capacity + " rows, expected 1 to " + LIMIT);
    }
    this.capacity = capacity;
  }

  /**
   * Adds an evaluated row; its id is made text only if the row may be among the worst.
   *
   * @throws IllegalArgumentException if the loss is NaN or -Infinity; the message holds it
   */
  public void add(RowColumns rows, int i) {
    double loss = RowValues.requireLoss(rows.losses[i]) + 0.0;
    if (loss >= least) {
      Object id = rows.ids[i];
      String text = id == null ? null : cut(id.toString());
      add(new WorstRow(text, rows.labels[i], rows.predictions[i], rows.confidences[i], loss));
    }
  }

  private void add(WorstRow row) {
    int found = Collections.binarySearch(rows, row);
    int place = found < 0 ? -1 - found : found;
    if (place == capacity) {
      return;
    }
    if (rows.size() == capacity) {
      rows.remove(capacity - 1);
    }
    rows.add(place, row);
    if (rows.size() == capacity) {
      least = rows.get(capacity - 1).loss();
    }
  }

  /** Returns the id as UTF-8 can write it, and no longer than it may be. */
  private static String cut(String id) {
    String start = id.length() <= MAX_ID ? id : id.substring(0, MAX_ID);
    return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public void merge(WorstRowsAccumulator other) {
    if (capacity != other.capacity) {
      throw new IllegalArgumentException(
          "the worst " + capacity + " rows cannot merge the worst " + other.capacity);
    }
    List.copyOf(other.rows).forEach(this::add);
  }

  /**
   * Returns the worst rows so far.
   *
   * @return at most n rows, the largest loss first
   */
  public List<WorstRow> summary() {
    return List.copyOf(rows);
  }

  /**
   * Writes the binary form: version 1; n; the number of rows; of each, the largest loss first: the
   * loss, the length of the id in UTF-8 plus one or 0 for none, the id, the label, the prediction,
   * the confidence.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, capacity);
    BinaryForm.writeCount(out, rows.size());
    for (WorstRow row : rows) {
      out.writeDouble(row.loss());
      byte[] id = row.id() == null ? null : row.id().getBytes(StandardCharsets.UTF_8);
      BinaryForm.writeCount(out, id == null ? 0 : id.length + 1L);
      if (id != null) {
        out.write(id);
      }
      BinaryForm.writeCount(out, row.label());
      BinaryForm.writeCount(out, row.prediction());
      out.writeDouble(row.confidence());
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
  public static WorstRowsAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, WorstRowsAccumulator::readBody);
  }

  private static WorstRowsAccumulator readBody(DataInput in) throws IOException {
    int capacity = StateForm.readInt(in, NAME);
    int size = StateForm.readInt(in, NAME);
    if (capacity < 1 || capacity > LIMIT || size > capacity) {
      throw BinaryForm.damaged(NAME, "it has " + size + " of " + capacity + " rows");
    }
    WorstRowsAccumulator read = new WorstRowsAccumulator(capacity);
    WorstRow before = null;
    for (int i = 0; i < size; i++) {
      WorstRow row = readRow(in);
      if (row.loss() == Double.NEGATIVE_INFINITY || (before != null && before.compareTo(row) > 0)) {
        throw BinaryForm.damaged(NAME, row + " follows " + before);
      }
      read.add(row);
      before = row;
    }
    return read;
  }

  private static WorstRow readRow(DataInput in) throws IOException {
    double loss = StateForm.readDouble(in, NAME);
    String id = readId(in);
    int label = StateForm.readInt(in, NAME);
    int prediction = StateForm.readInt(in, NAME);
    return new WorstRow(id, label, prediction, StateForm.readDouble(in, NAME), loss);
  }

  private static String readId(DataInput in) throws IOException {
    int length = StateForm.readInt(in, NAME);
    if (length == 0) {
      return null;
    }
    // A character takes at most three bytes, two that are a pair take four.
    if (length - 1 > 3 * MAX_ID) {
      throw BinaryForm.damaged(NAME, "an id has " + (length - 1) + " bytes");
    }
    byte[] utf8 = new byte[length - 1];
    in.readFully(utf8);
    String id = new String(utf8, StandardCharsets.UTF_8);
    if (id.length() > MAX_ID || !Arrays.equals(id.getBytes(StandardCharsets.UTF_8), utf8)) {
      throw BinaryForm.damaged(NAME, "an id is not as it would be written");
    }
    return id;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static WorstRowsAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, WorstRowsAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorstRowsAccumulator that
        && capacity == that.capacity
        && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return 31 * capacity + rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
