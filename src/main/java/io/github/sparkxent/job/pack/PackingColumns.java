// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.sql.LargestChangeFunction;
import io.github.sparkxent.sql.XentCatalog;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a data set whose logits will be packed.
 *
 * @param rows the data set as it is
 * @param logits its column of logits, an array of float or of double
 * @param partitions the columns that stand in the names of its directories
 * @param request how they will be
 */
record PackingColumns(
    Dataset<Row> rows, StructField logits, List<String> partitions, PackingRequest request) {
  /** Finds the column of logits. */
  static PackingColumns of(Dataset<Row> rows, List<String> partitions, PackingRequest request) {
    ColumnNames names = ColumnNames.of(rows.sparkSession());
    StructField logits = logits(rows.schema(), request.logits(), names);
    return new PackingColumns(rows, logits, partitions, request);
  }

  private static StructField logits(StructType schema, String name, ColumnNames names) {
    StructField field =
        names
            .find(schema.fieldNames(), name)
            .map(schema::apply)
            .orElseThrow(
                () ->
                    EvaluationException.configuration(
                        PackingRequest.LOGITS
                            + " "
                            + name
                            + " is no column of the input, expected one of "
                            + String.join(", ", schema.fieldNames())));
    UnreadableType.refuse(new StructType(new StructField[] {field}), false, "");
    DataType type = field.dataType();
    if (type instanceof ArrayType array
        && (array.elementType().equals(DataTypes.FloatType)
            || array.elementType().equals(DataTypes.DoubleType))) {
      return field;
    }
    throw EvaluationException.configuration(
        PackingRequest.LOGITS
            + " "
            + name
            + " is "
            + type.simpleString()
            + ", expected array<float> or array<double>"
            + (type.equals(DataTypes.BinaryType) ? ": it may be packed already" : ""));
  }

  boolean hasDoubles() {
    return ((ArrayType) logits.dataType()).elementType().equals(DataTypes.DoubleType);
  }

  Column logitsColumn() {
    return quoted(logits.name());
  }

  private Column floats() {
    return hasDoubles()
        ? logitsColumn().cast(DataTypes.createArrayType(DataTypes.FloatType))
        : logitsColumn();
  }

  /** Returns the largest change of a logit of a row, infinite if a finite one becomes infinite. */
  Column largestChange() {
    return request.encoding() == LogitEncoding.FLOAT32
        ? lit(0.0)
        : call(LargestChangeFunction.NAME, floats());
  }

  /** Returns the packed logits; the rows that have none are null. */
  Column packed() {
    return call(
        "pack",
        request.overflow() == PackingRequest.Overflow.INFINITY
            ? transform(floats(), this::infiniteIfOverflowing)
            : floats());
  }

  private Column infiniteIfOverflowing(Column logit) {
    Column magnitude = abs(logit);
    Column infinity = lit(Float.POSITIVE_INFINITY);
    Column overflows =
        magnitude.geq(lit(request.encoding().leastInfinite())).and(magnitude.lt(infinity));
    Column infinite = when(logit.lt(lit(0f)), lit(Float.NEGATIVE_INFINITY)).otherwise(infinity);
    return when(overflows, infinite).otherwise(logit);
  }

  private Column call(String function, Column floats) {
    return call_function(XentCatalog.NAME + "." + function, floats, lit(request.encoding().text()));
  }

  /** Returns the data set with its logits packed, the other columns as they are. */
  Dataset<Row> packedRows() {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      columns.add(
          field.name().equals(logits.name())
              ? packed().as(field.name(), field.metadata())
              : quoted(field.name()));
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  /** Returns a hash of a row, equal for the data set as it is and as it is written. */
  Column hash(Column packed) {
    List<Column> hashed = new ArrayList<>();
    hashed.add(packed);
    for (StructField field : rows.schema().fields()) {
      if (!field.name().equals(logits.name()) && isHashed(quoted(field.name()))) {
        hashed.add(quoted(field.name()));
      }
    }
    return functions.xxhash64(hashed.toArray(new Column[0]));
  }

  /** Spark has no hash of maps, nor of what holds them. */
  private boolean isHashed(Column column) {
    try {
      rows.select(functions.xxhash64(column));
      return true;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return false;
      }
      throw e;
    }
  }

  private static Column quoted(String name) {
    return col(ColumnNames.quoted(name));
  }
}
