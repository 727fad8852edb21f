// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The result set of a procedure. */
final class ResultRows implements LocalScan {
  private final StructType columns;
  private final List<InternalRow> rows = new ArrayList<>();

  ResultRows(StructType columns) {
    this.columns = columns;
  }

  /** Adds a row: text, numbers, truth values and nulls, one a column. */
  ResultRows add(Object... values) {
    Object[] stored =
        Arrays.stream(values)
            .map(value -> value instanceof String text ? UTF8String.fromString(text) : value)
            .toArray();
    rows.add(new GenericInternalRow(stored));
    return this;
  }

  @Override
  public InternalRow[] rows() {
    return rows.toArray(new InternalRow[0]);
  }

  @Override
  public StructType readSchema() {
    return columns;
  }
}
