// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.failure.EvaluationException;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts of the rows of a data set before and after its logits are packed. Equal counts and an
 * equal sum of the rows' hashes mean that each row is there, once, with its values.
 *
 * @param rows the rows
 * @param nullLogits the rows without logits
 * @param hashes the sum of the hashes of the rows, whatever their order; null without rows
 */
record PackingCheck(long rows, long nullLogits, BigDecimal hashes) {
  private static final String NULL = "is_null";
  private static final String FAULTY = "is_faulty";
  private static final String INEXACT = "is_inexact";
  private static final String FILE = "file";
  private static final String HASH = "hash";

  /** Reads the rows before they are packed. */
  static PackingCheck ofInput(PackingColumns columns) {
    Column logits = columns.logitsColumn();
    Column faulty = coalesce(exists(logits, Column::isNull), lit(false));
    Column inexact =
        columns.hasDoubles()
            ? coalesce(exists(logits, PackingCheck::isInexact), lit(false))
            : lit(false);
    Row counts =
        counts(
            columns
                .rows()
                .select(
                    logits.isNull().as(NULL),
                    faulty.as(FAULTY),
                    inexact.as(INEXACT),
                    input_file_name().as(FILE),
                    columns.hash(when(not(faulty), columns.packed())).as(HASH)));
    String name = columns.logits().name();
    requireNone(
        counts, 3, "a null among the logits in column " + name + ", expected numbers only", "");
    requireNone(
        counts,
        5,
        ("logits in column %s, %s, that no float32 equals, expected doubles that are" + " floats")
            .formatted(name, columns.logits().dataType().simpleString()),
        "; cast the column to array<float> first if that is what is meant");
    return of(counts);
  }

  /** Reads the rows that were written. */
  static PackingCheck ofOutput(PackingColumns columns, Dataset<Row> written) {
    Column packed = columns.logitsColumn();
    return of(
        counts(
            written.select(
                packed.isNull().as(NULL),
                lit(false).as(FAULTY),
                lit(false).as(INEXACT),
                lit("").as(FILE),
                columns.hash(packed).as(HASH))));
  }

  /**
   * Refuses rows with a fault. Their number is at an index of the counts, their first file at the
   * next one.
   */
  private static void requireNone(Row counts, int place, String fault, String advice) {
    long rows = counts.getLong(place);
    if (rows > 0) {
      String first = " (the first in " + counts.getString(place + 1) + ")";
      throw EvaluationException.input(rows + " rows have " + fault + first + advice);
    }
  }

  private static Column isInexact(Column logit) {
    return not(logit.cast(DataTypes.FloatType).cast(DataTypes.DoubleType).equalTo(logit));
  }

  private static Row counts(Dataset<Row> rows) {
    return rows.agg(
            count(lit(1)),
            count_if(col(NULL)),
            sum(col(HASH).cast(DataTypes.createDecimalType(20, 0))),
            count_if(col(FAULTY)),
            min(when(col(FAULTY), col(FILE))),
            count_if(col(INEXACT)),
            min(when(col(INEXACT), col(FILE))))
        .first();
  }

  /** Returns the counts in words, for a message. */
  String text() {
    return rows + " (" + nullLogits + " without logits, hash sum " + hashes + ")";
  }

  private static PackingCheck of(Row counts) {
    return new PackingCheck(counts.getLong(0), counts.getLong(1), counts.getDecimal(2));
  }
}
