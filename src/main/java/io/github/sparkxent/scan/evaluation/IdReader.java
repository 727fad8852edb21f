// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.scan.parquet.Binaries;
import io.github.sparkxent.scan.parquet.DecodedColumn;
import io.github.sparkxent.scan.parquet.Longs;
import io.github.sparkxent.scan.parquet.Texts;
import java.nio.charset.StandardCharsets;

/** Reads ids, which hardly any row needs. */
final class IdReader {
  private IdReader() {}

  /** Returns what the id of a row is, null for none. */
  static Object get(Argument ids, OrderedRows rows, int i) {
    if (ids.isConstant()) {
      return ids.constant();
    }
    DecodedColumn column = ids.column();
    int at = rows.at(column, i);
    if (column.nulls() != null && column.nulls()[at]) {
      return null;
    }
    if (column instanceof Longs longs) {
      return longs.values()[at];
    }
    if (column instanceof Texts texts) {
      return texts.ids()[at] < 0 ? null : text(texts.table().text(texts.ids()[at]));
    }
    Binaries binaries = (Binaries) column;
    int start = binaries.starts()[at];
    return new String(
        binaries.bytes(), start, binaries.starts()[at + 1] - start, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
