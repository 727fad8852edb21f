// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.EvaluationJob;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one evaluation over a storage that fails where a test says so. */
@ExtendWith(SparkSessions.class)
abstract class PublishingFixture {
  final SparkSession spark;

  @TempDir Path directory;

  PublishingFixture(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void install() {
    FaultyFileSystem.install(spark.sparkContext().hadoopConfiguration());
  }

  @AfterEach
  void clear() {
    FaultyFileSystem.clear();
  }

  EvaluationReport evaluate(String... settings) {
    return EvaluationJob.run(spark, config(settings));
  }

  private EvaluationConfig config(String... settings) {
    ConfigurationReader reader =
        ConfigurationReader.of(
            "test.yaml", "{name: tutorial, run_id: run, input: {path: data/tutorial}}");
    reader.setText("output.directory", "faulty://" + directory.resolve("out"));
    for (String setting : settings) {
      reader.setYaml(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return reader.read();
  }

  EvaluationException refused(String... settings) {
    return catchThrowableOfType(EvaluationException.class, () -> evaluate(settings));
  }

  Path out() {
    return directory.resolve("out/tutorial");
  }

  String published() throws IOException {
    assertThat(out().resolve("run/_SUCCESS")).exists();
    return Files.readString(out().resolve("run/metrics.json"));
  }

  String status() throws IOException {
    return Files.readString(out().resolve("run.status.json"));
  }

  List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(out())) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
