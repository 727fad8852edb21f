// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import static io.github.sparkxent.sql.evaluation.EvaluationArguments.BASELINE_LOGITS;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.BYTES;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.CLUSTER;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.ID;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.LABEL;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.LOGITS;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.MASK;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.SLICE;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.SPLIT;
import static io.github.sparkxent.sql.evaluation.EvaluationArguments.WEIGHT;

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
            ? ScanColumn.of(SPLIT, DataTypes.StringType, "all")
            : ScanColumn.of(SPLIT, Use.TEXT, "columns.split", split, all, names));
    taken.add(ScanColumn.of(LOGITS, Use.LOGITS, "columns.logits", columns.logits(), all, names));
    taken.add(ScanColumn.of(LABEL, Use.LABEL, "columns.label", columns.label(), all, names));
    taken.add(
        columns.weight() == null
            ? ScanColumn.of(WEIGHT, DataTypes.DoubleType, 1.0)
            : ScanColumn.of(WEIGHT, Use.WEIGHT, "columns.weight", columns.weight(), all, names));
    if (columns.id() != null) {
      taken.add(ScanColumn.of(ID, Use.ID, "columns.id", columns.id(), all, names));
    }
    for (int i = 0; i < config.slices().size(); i++) {
      Slice slice = config.slices().get(i);
      String key = "the slice " + slice.name();
      taken.add(
          slice.isByPosition()
              ? ScanColumn.of(SLICE + i, DataTypes.StringType, null)
              : ScanColumn.of(SLICE + i, Use.TEXT, key, slice.expression(), all, names));
    }
    String cluster = config.comparison().cluster();
    if (cluster != null) {
      taken.add(ScanColumn.of(CLUSTER, Use.TEXT, "comparison.cluster", cluster, all, names));
    }
    String baseline = columns.baselineLogits();
    if (baseline != null) {
      String key = "columns.baseline_logits";
      taken.add(ScanColumn.of(BASELINE_LOGITS, Use.LOGITS, key, baseline, all, names));
    }
    if (columns.mask() != null) {
      taken.add(ScanColumn.of(MASK, Use.MASK, "columns.mask", columns.mask(), all, names));
    }
    if (columns.bytes() != null) {
      taken.add(ScanColumn.of(BYTES, Use.BYTES, "columns.bytes", columns.bytes(), all, names));
    }
    if (columns.id() == null) {
      taken.add(ScanColumn.of(FILE, DataTypes.StringType, null));
    }
    return taken;
  }
}
