// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import io.github.sparkxent.sql.XentCatalog;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** What Spark offers without this project. */
final class SparkContenders {
  private SparkContenders() {}

  // Each run plans its query anew: a Dataset that is collected twice reads its shuffle files again.

  /**
   * The yardstick: Spark's own group-by over the three columns. Spark's reader decodes whole pages
   * of the leaf column, so the first element and the size of each array, or the length of the
   * bytes, take all of the logits into memory.
   */
  static Contender scan(SparkSession spark, String name, Path files, boolean packed) {
    Dataset<Row> rows = spark.read().parquet(files.toString());
    rows.createOrReplaceTempView(view(name));
    String touch = packed ? "sum(length(logits))" : "sum(size(logits)), sum(element_at(logits, 1))";
    String query =
        "SELECT split, count(*), sum(label), %s FROM %s GROUP BY split"
            .formatted(touch, view(name));
    return contender(
        name,
        () -> {
          spark.sql(query).collectAsList();
          return Figures.NONE;
        });
  }

  /** Spark's own join of two logits on a long id, with the group-by of the bare scan over it. */
  static Contender join(SparkSession spark, String name, Path files) {
    spark.read().parquet(files.toString()).createOrReplaceTempView(view(name));
    String query =
        ("SELECT a.split, count(*), sum(a.label), sum(size(a.logits)), sum(element_at(a.logits, 1)),"
                + " sum(size(b.baseline)), sum(element_at(b.baseline, 1))"
                + " FROM %1$s a LEFT JOIN %1$s b ON a.id = b.id GROUP BY a.split")
            .formatted(view(name));
    return contender(
        name,
        () -> {
          spark.sql(query).collectAsList();
          return Figures.NONE;
        });
  }

  /**
   * The sum and the mean of the loss by this project's functions, an exact mean for each split: its
   * state holds both. Without GROUP BY, so that Spark's hash aggregate for objects is no part of
   * it.
   */
  static Contender exactSums(SparkSession spark, String name, Path files) {
    spark.conf().set("spark.sql.catalog." + XentCatalog.NAME, XentCatalog.class.getName());
    Dataset<Row> rows = spark.read().parquet(files.toString());
    rows.createOrReplaceTempView(view(name));
    SortedMap<String, Long> counts = new TreeMap<>();
    rows.groupBy("split")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    String means =
        counts.keySet().stream()
            .map("xent.exact_mean(loss) FILTER (WHERE split = '%s')"::formatted)
            .collect(Collectors.joining(", "));
    String query =
        "SELECT %s FROM (SELECT split, xent.sparse_softmax_cross_entropy_with_logits(logits, label) AS loss FROM %s)"
            .formatted(means, view(name));
    return contender(
        name,
        () -> {
          Row all = spark.sql(query).collectAsList().get(0);
          SortedMap<String, Double> sums = new TreeMap<>();
          counts.forEach((split, count) -> sums.put(split, all.getDouble(sums.size()) * count));
          return Figures.ofSums(sums);
        });
  }

  /** The usual function in Java over the boxed elements, with sum and avg. */
  static Contender javaFunction(SparkSession spark, String name, Path files) {
    UDF2<scala.collection.Seq<Float>, Integer, Double> loss = SparkContenders::loss;
    spark.udf().register("java_loss", loss, DataTypes.DoubleType);
    return sums(spark, name, files, "java_loss(logits, label)", "logits");
  }

  private static double loss(scala.collection.Seq<Float> logits, int label) {
    int classes = logits.size();
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      max = Math.max(max, logits.apply(c));
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits.apply(c) - max);
    }
    return max + Math.log(sum) - logits.apply(label);
  }

  /** SQL alone: the largest logit once in a subquery, the sum by a higher-order function. */
  static Contender higherOrderFunctions(SparkSession spark, String name, Path files) {
    return sums(
        spark,
        name,
        files,
        "m + ln(aggregate(logits, 0D, (s, z) -> s + exp(CAST(z AS DOUBLE) - m)))"
            + " - element_at(logits, label + 1)",
        "logits, CAST(array_max(logits) AS DOUBLE) AS m");
  }

  private static Contender sums(
      SparkSession spark, String name, Path files, String loss, String columns) {
    spark.read().parquet(files.toString()).createOrReplaceTempView(view(name));
    String query =
        "SELECT split, sum(loss), avg(loss) FROM (SELECT split, %s AS loss FROM (SELECT split, label, %s FROM %s)) GROUP BY split"
            .formatted(loss, columns, view(name));
    return contender(
        name,
        () -> {
          SortedMap<String, Double> sums = new TreeMap<>();
          spark
              .sql(query)
              .collectAsList()
              .forEach(row -> sums.put(row.getString(0), row.getDouble(1)));
          return Figures.ofSums(sums);
        });
  }

  private static String view(String name) {
    return "view_" + name.replace('-', '_');
  }

  /** Names a way to run. */
  static Contender contender(String name, Callable<Figures> run) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Figures run() throws Exception {
        return run.call();
      }
    };
  }
}
