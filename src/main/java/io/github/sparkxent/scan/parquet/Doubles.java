// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.page.DoubleValues;
import io.github.sparkxent.scan.parquet.page.FloatValues;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.io.IOException;

/** Decoded rows of a number each. */
public final class Doubles extends DecodedColumn {
  private double[] values = new double[0];
  private DoubleValues doubles;

  Doubles(ScanTask task) {
    super(task);
  }

  /** Returns a value for each row; that of a null row means nothing. */
  public double[] values() {
    return values;
  }

  static DoubleValues of(LeafColumn column) {
    return switch (column.kind()) {
      case DOUBLE -> DoubleValues.ofDoubles();
      case FLOAT, FLOAT16 -> DoubleValues.of(new FloatValues(column.kind() == Kind.FLOAT16));
      default -> DoubleValues.of(Longs.of(column), Longs.isUnsigned(column));
    };
  }

  @Override
  PageValues values(LeafColumn column) {
    doubles = of(column);
    return doubles;
  }

  @Override
  void more() throws IOException {
    toValues();
    int count = Math.min(pageLeft, ROWS_AT_ONCE);
    int present = levels(count);
    if (values.length < count) {
      values = new double[count];
    }
    doubles.read(present, values, 0);
    if (nulls != null) {
      for (int i = count - 1, source = present; i >= 0; i--) {
        values[i] = nulls[i] ? 0 : values[--source];
      }
    }
    decoded(count, count);
    handOn(count);
  }
}
