// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.sql.XentCatalog;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows of all kinds, and sessions that read them by the scan and by Spark's own reader. */
final class ScanFixture {
  static final StructType COLUMNS =
      ScanPlans.columns(
          "id", "string",
          "split", "string",
          "logits", "array<float>",
          "label", "bigint",
          "weight", "double",
          "slice_0", "string");

  private ScanFixture() {}

  /** Returns rows of which some lack something or have a peculiar value. */
  static Dataset<Row> rows(SparkSession spark, int rows) {
    return spark
        .range(0, rows, 1, 3)
        .selectExpr(
            "CAST(id * 7 AS STRING) AS id",
            "CASE WHEN id % 97 = 0 THEN NULL WHEN id % 3 = 0 THEN 'dev' ELSE 'test' END AS split",
            "CASE WHEN id % 41 = 0 THEN NULL WHEN id % 43 = 0 THEN CAST(array() AS array<float>)"
                + " WHEN id % 47 = 0 THEN array(1F, NULL, 2F)"
                + " WHEN id % 53 = 0 THEN array(CAST('NaN' AS FLOAT), -0F, 1F)"
                + " ELSE transform(sequence(0, 9), i -> CAST(sin(id * 10 + i) * 4 AS FLOAT)) END"
                + " AS logits",
            "CASE WHEN id % 59 = 0 THEN NULL WHEN id % 67 = 0 THEN -1 ELSE id % 10 END AS label",
            "CASE WHEN id % 61 = 0 THEN NULL ELSE 1 + (id % 4) / 4D END AS weight",
            "CASE WHEN id % 5 = 0 THEN NULL ELSE concat('s', id % 4) END AS slice_0");
  }

  /** Writes rows into files of several row groups. */
  static void write(Dataset<Row> rows, Path directory) {
    rows.write()
        .option("parquet.block.size", 16 << 10)
        .option("parquet.page.size", 2 << 10)
        .option("parquet.page.size.row.check.min", 10)
        .option("parquet.block.size.row.check.min", 10)
        .option("parquet.block.size.row.check.max", 100)
        .mode("overwrite")
        .parquet(directory.toString());
  }

  /** Returns a session whose functions have options. */
  static SparkSession session(SparkSession spark, EvaluationOptions options) {
    SparkSession own = spark.newSession();
    own.conf().set("spark.sql.catalog.xent", XentCatalog.class.getName());
    own.conf().set(XentCatalog.EVALUATION_SETTING, options.toText());
    return own;
  }

  /** Makes the views {@code scan} and {@code files} over the same rows in a session. */
  static void views(SparkSession own, Path directory, ScanPlan plan) {
    ParquetScanTable.over(own, plan).createOrReplaceTempView("scan");
    List<String> columns = new ArrayList<>(List.of("0 AS unit"));
    List<String> found = List.of(own.read().parquet(directory.toString()).columns());
    for (var column : plan.columns().fields()) {
      String type = column.dataType().catalogString();
      String value =
          found.contains(column.name()) ? column.name() : type.equals("string") ? "NULL" : "1D";
      columns.add("CAST(%s AS %s) AS %s".formatted(value, type, column.name()));
    }
    own.read()
        .parquet(directory.toString())
        .selectExpr(columns.toArray(new String[0]))
        .createOrReplaceTempView("files");
  }

  /** Returns how a query is run. */
  static String explained(Dataset<Row> query) {
    return query.queryExecution().executedPlan().toString();
  }

  /** Tells whether a query's evaluation is made where the rows are read. */
  static boolean isPushed(Dataset<Row> query) {
    return explained(query).contains("PushedAggregates: [evaluate(");
  }
}
