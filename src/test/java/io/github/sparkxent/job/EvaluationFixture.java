// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evaluations in a session and a directory of the test's own.
 *
 * <p>A setting is a key and its value in YAML, such as {@code quality.max_splits=3}.
 */
@ExtendWith(SparkSessions.class)
public abstract class EvaluationFixture {
  protected static final Path MNIST = Path.of("data/mnist/mlp");

  protected final SparkSession spark;

  @TempDir protected Path directory;

  protected EvaluationFixture(SparkSession spark) {
    this.spark = spark;
  }

  /** Returns what reads Parquet files: {@code auto}, or {@code spark} to do without the scan. */
  protected String reader() {
    return "auto";
  }

  /** Returns a configuration whose result is {@code out/evaluation/run} unless it says else. */
  protected ConfigurationReader configuration(String yaml, String... settings) {
    ConfigurationReader reader = ConfigurationReader.of("test.yaml", yaml);
    reader.setText("output.directory", directory.resolve("out").toString());
    reader.setText("run_id", "run");
    if (!reader().equals("auto")) {
      reader.setText("input.reader", reader());
    }
    return set(reader, settings);
  }

  protected ConfigurationReader configuration(Path input, String... settings) {
    ConfigurationReader reader = configuration("{}");
    reader.setText("input.path", input.toString());
    return set(reader, settings);
  }

  private static ConfigurationReader set(ConfigurationReader reader, String... settings) {
    for (String setting : settings) {
      reader.setYaml(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return reader;
  }

  protected EvaluationReport evaluate(ConfigurationReader configuration) {
    return EvaluationJob.run(spark, configuration.read()).report();
  }

  protected EvaluationReport evaluate(String yaml, String... settings) {
    return evaluate(configuration(yaml, settings));
  }

  protected EvaluationReport evaluate(Path input, String... settings) {
    return evaluate(configuration(input, settings));
  }

  protected EvaluationReport evaluate(Dataset<Row> rows, String... settings) {
    return evaluate(written("files", rows), settings);
  }

  /** Writes rows as Parquet, in the place of others of this name, and returns where. */
  protected Path written(String name, Dataset<Row> rows) {
    Path files = directory.resolve(name);
    rows.write().mode("overwrite").parquet(files.toString());
    return files;
  }

  protected Dataset<Row> mnist() {
    return spark.read().parquet(MNIST.toString());
  }

  protected Path result() {
    return directory.resolve("out/evaluation/run");
  }

  protected Path result(String file) {
    return result().resolve(file);
  }

  /** Reads Parquet files of the result, such as the losses. */
  protected Dataset<Row> resultRows(String name) {
    return spark.read().parquet(result(name).toString());
  }

  QueryExecution plan(EvaluationConfig config) {
    SparkSession own = RunSession.own(spark, config);
    return new EvaluationQuery(EvaluationInput.of(own, config), config).plan().queryExecution();
  }

  protected static SplitReport split(EvaluationReport report, String name) {
    return report.splits().stream()
        .filter(split -> name.equals(split.split()))
        .findFirst()
        .orElseThrow();
  }

  protected static double value(EvaluationReport report, String split, String metric) {
    return split(report, split).metrics().value(metric).doubleValue();
  }
}
