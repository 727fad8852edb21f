// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.scan.parquet.TextTable;
import io.github.sparkxent.scan.parquet.Texts;
import java.util.Arrays;
import java.util.function.Function;

/** What the texts of a column stand for, each looked up once. */
final class TextValues<T> {
  private final Function<byte[], T> values;
  private Object[] known = new Object[0];
  private TextTable table;
  private int generation;

  /**
   * Creates a look-up.
   *
   * @param values gives what UTF-8 stands for; null is asked for again
   */
  TextValues(Function<byte[], T> values) {
    this.values = values;
  }

  /** Returns what the text of a row stands for, which is not null. */
  @SuppressWarnings("unchecked") // all of them are by the function
  T get(Texts texts, int at) {
    if (texts.table() != table || table.generation() != generation) {
      table = texts.table();
      generation = table.generation();
      Arrays.fill(known, null);
    }
    int id = texts.ids()[at];
    if (id >= known.length) {
      known = Arrays.copyOf(known, Math.max(table.size(), 2 * known.length));
    }
    if (known[id] == null) {
      known[id] = values.apply(table.text(id));
    }
    return (T) known[id];
  }
}
