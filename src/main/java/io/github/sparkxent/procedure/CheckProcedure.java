// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.CheckedInput;
import io.github.sparkxent.job.Evaluation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code CALL xent.check(config, set, yaml)}: checks an evaluation without reading a row and
 * returns what it would read. Nothing is written.
 */
final class CheckProcedure extends EvaluationProcedure {
  private static final StructType COLUMNS =
      new StructType()
          .add("item", DataTypes.StringType, false)
          .add("found", DataTypes.StringType, false);

  CheckProcedure() {
    super(
        "check",
        "Checks an evaluation without reading a row and returns what it would read: files, rows,"
            + " versions of tables, reader and the types of the columns.");
  }

  @Override
  ResultRows run(Evaluation evaluation) {
    CheckedInput input = evaluation.check();
    ResultRows rows = new ResultRows(COLUMNS);
    if (input.files() != null) {
      rows.add("files", input.files().toString());
    }
    if (input.rows() != null) {
      rows.add("rows", input.rows().toString());
    }
    input.tables().forEach(table -> rows.add("table", table));
    rows.add("reader", input.reader());
    if (input.filter() != null) {
      rows.add("filter", input.filter());
    }
    input.columns().forEach((name, type) -> rows.add("column " + name, type));
    return rows;
  }
}
