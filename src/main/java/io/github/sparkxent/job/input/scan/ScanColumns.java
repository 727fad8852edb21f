// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.Slice;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.scan.ScanColumn.Use;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that an evaluation takes of the scan, by its configuration. */
public final class ScanColumns {
  /** The file of a row, by which examples of invalid rows without an id are named. */
  public static final String FILE = "file";

  private ScanColumns() {}

  /**
   * Returns the columns in the order of an evaluation's arguments, then the file.
   *
   * @param all the columns of the input, the split of its paths among them
   * @param split the expression of the split, or null if there is none
   */
  static List<ScanColumn> of(
      EvaluationConfig config, StructType all, String split, ColumnNames names) throws NotScanned {
    ColumnsConfig columns = config.columns();
    List<ScanColumn> taken = new ArrayList<>();
    taken.add(
        split == null
            ? ScanColumn.of("split", DataTypes.StringType, "all")
            : ScanColumn.of("split", Use.TEXT, "columns.split", split, all, names));
    taken.add(ScanColumn.of("logits", Use.LOGITS, "columns.logits", columns.logits(), all, names));
    taken.add(ScanColumn.of("label", Use.LABEL, "columns.label", columns.label(), all, names));
    taken.add(
        columns.weight() == null
            ? ScanColumn.of("weight", DataTypes.DoubleType, 1.0)
            : ScanColumn.of("weight", Use.WEIGHT, "columns.weight", columns.weight(), all, names));
    if (columns.id() != null) {
      taken.add(ScanColumn.of("id", Use.ID, "columns.id", columns.id(), all, names));
    }
    for (int i = 0; i < config.slices().size(); i++) {
      Slice slice = config.slices().get(i);
      String key = "the slice " + slice.name();
      taken.add(ScanColumn.of("slice_" + i, Use.TEXT, key, slice.expression(), all, names));
    }
    if (columns.id() == null) {
      taken.add(ScanColumn.of(FILE, DataTypes.StringType, null));
    }
    return taken;
  }
}
