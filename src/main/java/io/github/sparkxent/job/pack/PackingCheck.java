// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.pack.PackingRequest.Overflow;
import java.math.BigDecimal;
import java.util.Objects;
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
 * @param rounding what packing changes; null of rows that are packed
 */
record PackingCheck(long rows, long nullLogits, BigDecimal hashes, Rounding rounding) {
  /**
   * What packing changes.
   *
   * @param infinite the rows of which a finite logit becomes infinite
   * @param largestChange the largest change of a logit of the other rows
   */
  record Rounding(long infinite, double largestChange) {}

  private static final String ROWS = "rows";
  private static final String NULL = "is_null";
  private static final String FAULTY = "is_faulty";
  private static final String INEXACT = "is_inexact";
  private static final String INFINITE = "is_infinite";
  private static final String FILE = "file";
  private static final String HASH = "hash";
  private static final String CHANGE = "change";

  /** Reads the rows before they are packed. */
  static PackingCheck ofInput(PackingColumns columns, Overflow overflow) {
    Column logits = columns.logitsColumn();
    Column faulty = coalesce(exists(logits, Column::isNull), lit(false));
    Column inexact =
        columns.hasDoubles()
            ? coalesce(exists(logits, PackingCheck::isInexact), lit(false))
            : lit(false);
    Column change = when(not(faulty), columns.largestChange());
    boolean fails = overflow == Overflow.FAIL;
    Column packable = fails ? not(faulty).and(not(isInfinite(change))) : not(faulty);
    Row counts =
        counts(
            columns
                .rows()
                .select(
                    logits.isNull().as(NULL),
                    faulty.as(FAULTY),
                    inexact.as(INEXACT),
                    input_file_name().as(FILE),
                    change.as(CHANGE),
                    columns.hash(when(packable, columns.packed())).as(HASH)));
    requirePackable(counts, columns, fails);
    int largest = counts.fieldIndex(CHANGE);
    double largestChange = counts.isNullAt(largest) ? 0 : counts.getDouble(largest);
    return of(counts, new Rounding(number(counts, INFINITE), largestChange));
  }

  private static void requirePackable(Row counts, PackingColumns columns, boolean isFinite) {
    String name = columns.logits().name();
    requireNone(
        counts,
        FAULTY,
        "a null among the logits in column " + name + ", expected numbers only",
        "");
    requireNone(
        counts,
        INEXACT,
        "logits in column %s, %s, that no float32 equals, expected doubles that are floats"
            .formatted(name, columns.logits().dataType().simpleString()),
        "; cast the column to array<float> first if that is what is meant");
    if (isFinite) {
      requireNone(
          counts,
          INFINITE,
          "finite logits in column %s that %s"
              .formatted(name, columns.request().encoding().overflowText()),
          "; " + PackingRequest.OVERFLOW + " infinity writes them as infinite and counts the rows");
    }
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
                lit(0.0).as(CHANGE),
                columns.hash(packed).as(HASH))),
        null);
  }

  /** Refuses rows with a fault, of which the counts have the number and the first file. */
  private static void requireNone(Row counts, String fault, String text, String advice) {
    long rows = number(counts, fault);
    if (rows > 0) {
      String first = " (the first in " + counts.getString(counts.fieldIndex(first(fault))) + ")";
      throw EvaluationException.input(rows + " rows have " + text + first + advice);
    }
  }

  private static long number(Row counts, String name) {
    return counts.getLong(counts.fieldIndex(name));
  }

  private static String first(String fault) {
    return fault + "_first";
  }

  private static Column isInfinite(Column change) {
    return coalesce(change.equalTo(lit(Double.POSITIVE_INFINITY)), lit(false));
  }

  private static Column isInexact(Column logit) {
    return not(logit.cast(DataTypes.FloatType).cast(DataTypes.DoubleType).equalTo(logit));
  }

  private static Row counts(Dataset<Row> rows) {
    Column infinite = isInfinite(col(CHANGE));
    return rows.agg(
            count(lit(1)).as(ROWS),
            count_if(col(NULL)).as(NULL),
            sum(col(HASH).cast(DataTypes.createDecimalType(20, 0))).as(HASH),
            count_if(col(FAULTY)).as(FAULTY),
            min(when(col(FAULTY), col(FILE))).as(first(FAULTY)),
            count_if(col(INEXACT)).as(INEXACT),
            min(when(col(INEXACT), col(FILE))).as(first(INEXACT)),
            count_if(infinite).as(INFINITE),
            min(when(infinite, col(FILE))).as(first(INFINITE)),
            max(when(not(infinite), col(CHANGE))).as(CHANGE))
        .first();
  }

  /** Returns the counts in words, for a message. */
  String text() {
    return rows + " (" + nullLogits + " without logits, hash sum " + hashes + ")";
  }

  /** Tells whether these are the same rows, packed or not. */
  boolean sameRows(PackingCheck other) {
    return rows == other.rows
        && nullLogits == other.nullLogits
        && Objects.equals(hashes, other.hashes);
  }

  private static PackingCheck of(Row counts, Rounding rounding) {
    BigDecimal hashes = counts.getDecimal(counts.fieldIndex(HASH));
    return new PackingCheck(number(counts, ROWS), number(counts, NULL), hashes, rounding);
  }
}
