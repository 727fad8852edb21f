// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The contenders of one setting, in the order of {@link #ALL}. */
record Contenders(List<Contender> list) implements AutoCloseable {
  static final String SCAN = "scan";

  /** The job as it comes: its own scan where that takes the files. */
  static final String JOB = "job";

  /** The job with its rows read by Spark. */
  static final String JOB_SPARK = "job-spark";

  /** The job with the fewest metrics: those of the loss, accuracy, Brier score, entropy. */
  static final String PLAIN_JOB = "plain-job";

  /** The job with the logits of a baseline in the same row, compared with it. */
  static final String JOB_COMPARE = "job-compare";

  /** The same with the divergence. */
  static final String JOB_DIVERGENCE = "job-divergence";

  /** The job with a baseline that stands in other rows, which are joined on a long id. */
  static final String JOB_JOIN = "job-join";

  /** Spark's own join of the columns that {@link #JOB_JOIN} reads, with a group-by. */
  static final String JOIN = "join";

  /** The sum and the mean of the loss alone, by the functions of the catalog. */
  static final String SUMS = "sums";

  static final String JAVA = "java";
  static final String FUNCTIONS = "functions";

  /** The sum and the mean of the loss alone, by DuckDB. */
  static final String DUCKDB = "duckdb";

  /** All of the job's figures, by DuckDB. */
  static final String DUCKDB_ALL = "duckdb-all";

  static final String PACKED_SCAN = "packed-scan";
  static final String PACKED_JOB = "packed-job";

  private static final String COMPARE = "columns: {baseline_logits: baseline}";

  private static final String FEWEST_METRICS =
      "{metrics: {top_k: [], calibration_bins: 0, per_class_max_classes: 0,"
          + " confusion_matrix_max_classes: 0, worst_rows: 0}}";

  static final List<String> ALL =
      List.of(
          SCAN,
          JOB,
          JOB_SPARK,
          PLAIN_JOB,
          JOB_COMPARE,
          JOB_DIVERGENCE,
          JOB_JOIN,
          JOIN,
          SUMS,
          PACKED_SCAN,
          PACKED_JOB,
          JAVA,
          FUNCTIONS,
          DUCKDB,
          DUCKDB_ALL);

  static Contenders of(
      List<String> names,
      SparkSession spark,
      BenchmarkData data,
      Shape shape,
      LogitsKind kind,
      int threads)
      throws Exception {
    if (!ALL.containsAll(names)) {
      throw new IllegalArgumentException("contenders are " + names + ", expected some of " + ALL);
    }
    Path arrays = data.arrays(shape, kind).toAbsolutePath();
    Path packed = data.packed(shape, kind).toAbsolutePath();
    Path paired = data.paired(shape, kind).toAbsolutePath();
    List<Contender> chosen = new ArrayList<>();
    for (String name : ALL) {
      if (names.contains(name)) {
        chosen.add(
            switch (name) {
              case SCAN -> SparkContenders.scan(spark, name, arrays, false);
              case PACKED_SCAN -> SparkContenders.scan(spark, name, packed, true);
              case JOB -> new JobContender(spark, name, arrays, "{}");
              case JOB_SPARK -> new JobContender(spark, name, arrays, "{input: {reader: spark}}");
              case PLAIN_JOB -> new JobContender(spark, name, arrays, FEWEST_METRICS);
              case JOB_COMPARE -> new JobContender(spark, name, paired, "{" + COMPARE + "}");
              case JOB_DIVERGENCE ->
                  new JobContender(
                      spark, name, paired, "{" + COMPARE + ", comparison: {divergence: true}}");
              case JOB_JOIN -> new JobContender(spark, name, paired, joined(paired));
              case JOIN -> SparkContenders.join(spark, name, paired);
              case PACKED_JOB -> new JobContender(spark, name, packed, "{}");
              case SUMS -> SparkContenders.exactSums(spark, name, arrays);
              case JAVA -> SparkContenders.javaFunction(spark, name, arrays);
              case FUNCTIONS -> SparkContenders.higherOrderFunctions(spark, name, arrays);
              case DUCKDB -> new DuckDbContender(name, arrays, threads);
              default -> new DuckDbAllContender(name, arrays, threads, shape.classes());
            });
      }
    }
    return new Contenders(chosen);
  }

  /** Tells whether a contender reads packed logits. */
  static boolean readsPacked(String name) {
    return name.equals(PACKED_SCAN) || name.equals(PACKED_JOB);
  }

  /** Tells whether a contender reads the logits of a baseline. */
  static boolean readsPaired(String name) {
    return List.of(JOB_COMPARE, JOB_DIVERGENCE, JOB_JOIN, JOIN).contains(name);
  }

  /** The logits of both sides come of the same files, of which each side reads its columns. */
  private static String joined(Path paired) {
    return "{columns: {id: id}, baseline: {path: '" + paired + "', logits: baseline}}";
  }

  @Override
  public void close() throws Exception {
    for (Contender contender : list) {
      if (contender instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }
}
