// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The rows of a part as plain objects, by the scan: elements of lists as their bits. */
final class ScannedRows {
  private ScannedRows() {}

  /** Reads all rows, some at a time. */
  static List<Object[]> of(ScanTask task, FilePart part, List<ColumnForm> forms, Random random)
      throws IOException {
    List<TextTable> texts =
        forms.stream().map(form -> form == ColumnForm.TEXTS ? new TextTable() : null).toList();
    List<Object[]> all = new ArrayList<>();
    try (ParquetRows rows = new ParquetRows(task, part, forms, texts)) {
      int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 500);
      for (int found = rows.next(most); found > 0; found = rows.next(most)) {
        if (found > most) {
          throw new IllegalStateException(found + " rows, at most " + most + " wanted");
        }
        // Some of the rows may be left for later.
        int taken = 1 + random.nextInt(found);
        for (int i = 0; i < taken; i++) {
          Object[] row = new Object[forms.size()];
          for (int k = 0; k < row.length; k++) {
            row[k] = value(rows.column(k), forms.get(k), rows.column(k).row() + i);
          }
          all.add(row);
        }
        rows.advance(taken);
        most = 1 + random.nextInt(500);
      }
    }
    return all;
  }

  private static Object value(DecodedColumn column, ColumnForm form, int row) {
    if (column.nulls() != null && column.nulls()[row]) {
      return null;
    }
    return switch (form) {
      case LONGS -> ((Longs) column).values()[row];
      case DOUBLES -> ((Doubles) column).values()[row];
      case TEXTS -> text((Texts) column, row);
      case BINARIES -> bytes((Binaries) column, row);
      case DOUBLE_LISTS -> elements((DoubleLists) column, row);
      case LONG_LISTS -> elements((LongLists) column, row);
      case NESTED_FLOATS, NESTED_DOUBLES -> lists((Lists) column, row);
      case FLOAT_LISTS, PACKED_FLOAT32, PACKED_FLOAT16, PACKED_BFLOAT16 ->
          elements((FloatLists) column, row);
    };
  }

  private static Object text(Texts column, int row) {
    int id = column.ids()[row];
    return id < 0 ? null : new String(column.table().text(id), StandardCharsets.ISO_8859_1);
  }

  private static Object bytes(Binaries column, int row) {
    int from = column.starts()[row];
    int length = column.starts()[row + 1] - from;
    return new String(column.bytes(), from, length, StandardCharsets.ISO_8859_1);
  }

  private static Object elements(FloatLists column, int row) {
    if (column.broken() != null && column.broken()[row]) {
      return column.starts()[row] == column.starts()[row + 1] ? "broken" : "broken, not empty";
    }
    Object[] elements = new Object[column.starts()[row + 1] - column.starts()[row]];
    for (int i = 0; i < elements.length; i++) {
      int at = column.starts()[row] + i;
      if (!isNull(column, at)) {
        elements[i] = Float.floatToIntBits(column.values()[at]);
      }
    }
    return Arrays.asList(elements);
  }

  private static Object elements(DoubleLists column, int row) {
    Object[] elements = new Object[column.starts()[row + 1] - column.starts()[row]];
    for (int i = 0; i < elements.length; i++) {
      int at = column.starts()[row] + i;
      if (!isNull(column, at)) {
        elements[i] = Double.doubleToLongBits(column.values()[at]);
      }
    }
    return Arrays.asList(elements);
  }

  private static Object elements(LongLists column, int row) {
    Object[] elements = new Object[column.starts()[row + 1] - column.starts()[row]];
    for (int i = 0; i < elements.length; i++) {
      int at = column.starts()[row] + i;
      if (!isNull(column, at)) {
        elements[i] = column.values()[at];
      }
    }
    return Arrays.asList(elements);
  }

  private static Object lists(Lists column, int row) {
    Object[] lists = new Object[column.lists()[row + 1] - column.lists()[row]];
    for (int i = 0; i < lists.length; i++) {
      int at = column.lists()[row] + i;
      if (column.nullLists() == null || !column.nullLists()[at]) {
        lists[i] =
            column instanceof FloatLists floats
                ? elements(floats, at)
                : elements((DoubleLists) column, at);
      }
    }
    return Arrays.asList(lists);
  }

  private static boolean isNull(Lists column, int element) {
    return column.nullElements() != null && column.nullElements()[element];
  }
}
