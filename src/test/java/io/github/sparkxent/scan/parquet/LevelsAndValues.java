// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** A column as Parquet stores it: levels, and the values that are there. */
final class LevelsAndValues implements ColumnWriter {
  final ColumnDescriptor column;
  final List<Integer> repetitions = new ArrayList<>();
  final List<Integer> definitions = new ArrayList<>();
  final List<Object> values = new ArrayList<>();

  LevelsAndValues(ColumnDescriptor column) {
    this.column = column;
  }

  /** Takes rows apart by parquet-java's own means. */
  static List<LevelsAndValues> of(MessageType schema, List<Group> rows) {
    Store store = new Store();
    schema.getColumns().forEach(store::getColumnWriter);
    RecordConsumer consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
    GroupWriter writer = new GroupWriter(consumer, schema);
    rows.forEach(writer::write);
    consumer.flush();
    return List.copyOf(store.columns.values());
  }

  int size() {
    return repetitions.size();
  }

  /** Returns how many values there are before an index of the levels. */
  int valuesBefore(int index) {
    int max = column.getMaxDefinitionLevel();
    return (int) definitions.subList(0, index).stream().filter(level -> level == max).count();
  }

  private void add(Object value, int repetition, int definition) {
    repetitions.add(repetition);
    definitions.add(definition);
    if (value != null) {
      values.add(value);
    }
  }

  @Override
  public void write(int value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void write(long value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void write(boolean value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void write(Binary value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void write(float value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void write(double value, int repetition, int definition) {
    add(value, repetition, definition);
  }

  @Override
  public void writeNull(int repetition, int definition) {
    add(null, repetition, definition);
  }

  @Override
  public void close() {}

  @Override
  public long getBufferedSizeInMemory() {
    return 0;
  }

  private static final class Store implements ColumnWriteStore {
    private final Map<ColumnDescriptor, LevelsAndValues> columns = new LinkedHashMap<>();

    @Override
    public ColumnWriter getColumnWriter(ColumnDescriptor path) {
      return columns.computeIfAbsent(path, LevelsAndValues::new);
    }

    @Override
    public void flush() {}

    @Override
    public void endRecord() {}

    @Override
    public long getAllocatedSize() {
      return 0;
    }

    @Override
    public long getBufferedSize() {
      return 0;
    }

    @Override
    public String memUsageString() {
      return "";
    }

    @Override
    public void close() {}
  }
}
