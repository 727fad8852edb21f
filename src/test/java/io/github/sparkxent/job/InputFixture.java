// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation of the sample in whatever form a test gives it. */
@ExtendWith(SparkSessions.class)
abstract class InputFixture {
  static final String NAMES =
      "array('zero','one','two','three','four','five','six','seven','eight','nine')";
  static final String CLASSES = "[zero, one, two, three, four, five, six, seven, eight, nine]";

  final SparkSession spark;

  @TempDir Path directory;
  Dataset<Row> mnist;

  InputFixture(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void read() {
    mnist = spark.read().parquet("data/mnist/mlp");
  }

  EvaluationReport evaluate(String yaml) {
    ConfigurationReader reader = ConfigurationReader.of("test.yaml", yaml);
    reader.setText("output.directory", directory.resolve("out").toString());
    reader.setText("run_id", "run");
    return EvaluationJob.run(spark, reader.read());
  }

  List<SplitReport> usual() {
    return evaluate("input: {path: data/mnist/mlp}").splits();
  }

  /** Writes rows as Parquet and returns where. */
  Path written(String name, Dataset<Row> rows) {
    Path files = directory.resolve(name);
    rows.write().parquet(files.toString());
    return files;
  }

  static double value(EvaluationReport report, String split, String metric) {
    return report.splits().stream()
        .filter(one -> split.equals(one.split()))
        .findFirst()
        .orElseThrow()
        .metrics()
        .value(metric)
        .doubleValue();
  }

  /** The sample with one column a class, in an order that is not that of their numbers. */
  Dataset<Row> wide(String prefix) {
    String[] columns =
        IntStream.of(9, 1, 0, 2, 8, 3, 7, 5, 4, 6)
            .mapToObj(i -> "logits[" + i + "] AS " + prefix + i)
            .toArray(String[]::new);
    String[] all = new String[columns.length + 3];
    System.arraycopy(columns, 0, all, 0, columns.length);
    System.arraycopy(new String[] {"example_id", "split", "label"}, 0, all, columns.length, 3);
    return mnist.selectExpr(all);
  }
}
