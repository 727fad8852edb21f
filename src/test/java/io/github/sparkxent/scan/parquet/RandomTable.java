// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.RandomColumn.Habits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;

/**
 * Random rows.
 *
 * @param schema the columns in Parquet's terms
 * @param columns the columns
 * @param rows the rows as parquet-java has them
 */
record RandomTable(MessageType schema, List<RandomColumn> columns, List<Group> rows) {
  static RandomTable of(Random random, int count) {
    return of(random, RandomColumn.some(random), null, count);
  }

  /**
   * Makes rows of columns.
   *
   * @param habits of all columns, or null for some of each
   */
  static RandomTable of(Random random, List<RandomColumn> columns, Habits habits, int count) {
    MessageType schema = new MessageType("rows", columns.stream().map(RandomColumn::type).toList());
    List<Habits> each =
        columns.stream().map(column -> habits == null ? Habits.of(random) : habits).toList();
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Group row = new SimpleGroup(schema);
      for (int k = 0; k < columns.size(); k++) {
        // Few different values first and more later make a dictionary overflow.
        columns.get(k).add(row, random, each.get(k), 1 - (double) i / count);
      }
      rows.add(row);
    }
    return new RandomTable(schema, columns, rows);
  }

  /** Returns what the scan is expected to give for a row. */
  Object[] expected(Group row) {
    return columns.stream().map(column -> column.read(row)).toArray();
  }

  List<Object[]> expected() {
    return rows.stream().map(this::expected).toList();
  }
}
