// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** The files that are read: Parquet, snappy, the same rows with logits as arrays and packed. */
final class BenchmarkData {
  private final Path directory;

  BenchmarkData(Path directory) {
    this.directory = directory;
  }

  /** Returns the directory of the rows with the logits as array of float. */
  Path arrays(Shape shape, LogitsKind kind) {
    return path(shape, kind, "arrays");
  }

  /** Returns the directory of the same rows with the logits as bytes. */
  Path packed(Shape shape, LogitsKind kind) {
    return path(shape, kind, "packed");
  }

  /** Returns the directory of the same rows with the logits of a baseline and an id beside them. */
  Path paired(Shape shape, LogitsKind kind) {
    return path(shape, kind, "paired");
  }

  private Path path(Shape shape, LogitsKind kind, String form) {
    return directory.resolve(shape.directory() + "-" + kind + "-" + form + ".parquet");
  }

  /**
   * Writes what is not there yet, with packed logits or a baseline only if a contender reads it.
   */
  void generate(SparkSession spark, Shape shape, LogitsKind kind, boolean packed, boolean paired)
      throws IOException {
    DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
    write(spark, shape, kind, arrays(shape, kind), floats, false);
    if (packed) {
      write(spark, shape, kind, packed(shape, kind), DataTypes.BinaryType, false);
    }
    if (paired) {
      write(spark, shape, kind, paired(shape, kind), floats, true);
    }
  }

  private static void write(
      SparkSession spark,
      Shape shape,
      LogitsKind kind,
      Path target,
      DataType logitsType,
      boolean paired)
      throws IOException {
    if (Files.exists(target.resolve("_SUCCESS"))) {
      return;
    }
    boolean packed = logitsType.equals(DataTypes.BinaryType);
    int classes = shape.classes();
    int splits = shape.splits();
    UDF1<Long, Row> make =
        number -> {
          PredictionRow row = PredictionRow.of(number, classes, splits, kind);
          Object logits = packed ? row.packed() : row.logits();
          return paired
              ? RowFactory.create(row.split(), logits, row.label(), row.baseline(number), number)
              : RowFactory.create(row.split(), logits, row.label());
        };
    List<StructField> fields = new ArrayList<>();
    fields.add(field("split", DataTypes.StringType));
    fields.add(field("logits", logitsType));
    fields.add(field("label", DataTypes.IntegerType));
    if (paired) {
      fields.add(field("baseline", logitsType));
      fields.add(field("id", DataTypes.LongType));
    }
    spark.udf().register("prediction_row", make, DataTypes.createStructType(fields));
    Dataset<Row> rows =
        spark
            .range(0, shape.rows(), 1, shape.files())
            .select(callUDF("prediction_row", col("id")).as("row"))
            .select("row.*");
    rows.write().mode("overwrite").option("compression", "snappy").parquet(target.toString());
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
