// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which rows are scanned: files and columns.
 *
 * @param columns the columns in their types: those of the arguments of {@code xent.evaluate},
 *     without an id where there is none
 * @param files the files, whole
 * @param options the options that an evaluation must have to be made where the rows are read
 * @param hadoop the configuration with which the files are opened
 * @param byFile whether the rows of a unit are those that one task reads of one file, and not all
 *     that it reads
 */
public record ScanPlan(
    StructType columns,
    List<ScanFile> files,
    EvaluationOptions options,
    Configuration hadoop,
    boolean byFile) {
  /** Makes a plan whose units are tasks. */
  public ScanPlan(
      StructType columns, List<ScanFile> files, EvaluationOptions options, Configuration hadoop) {
    this(columns, files, options, hadoop, false);
  }

  /** Returns the same plan with a unit for each file that a task reads. */
  public ScanPlan ofFiles() {
    return new ScanPlan(columns, files, options, hadoop, true);
  }

  /**
   * Tells whether a column of a plan can have the values of a column of a file.
   *
   * @param column a column as in {@link #columns}
   * @param stored a column as in {@link FilePart#columns}
   * @return whether the scan reads such values as that type
   */
  public static boolean takes(StructField column, LeafColumn stored) {
    return ColumnForms.takes(column, stored);
  }
}
