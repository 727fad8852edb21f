// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An input of a few Parquet files that a test damages, replaces or takes away. */
@ExtendWith(SparkSessions.class)
abstract class InputFilesFixture {
  static final String CHECKSUMS = "parquet.page.write-checksum.enabled";

  final SparkSession spark;

  @TempDir Path directory;

  InputFilesFixture(SparkSession spark) {
    this.spark = spark;
  }

  Dataset<Row> rows(int from, int to) {
    return spark
        .range(from, to, 1, 1)
        .selectExpr(
            "id",
            "if(id % 2 = 0, 'even', 'odd') AS split",
            "array(float(id % 7), float(sin(id)), 0F) AS logits",
            "int(id % 3) AS label",
            "id AS note");
  }

  Path files() {
    return directory.resolve("files");
  }

  /** Writes one file, without Hadoop's checksum file beside it. */
  Path file(String name, Dataset<Row> rows, boolean checksums) throws IOException {
    Path written = Files.createTempDirectory(directory, "written");
    rows.write()
        .mode("overwrite")
        .option(CHECKSUMS, Boolean.toString(checksums))
        .parquet(written.toString());
    Files.createDirectories(files());
    try (Stream<Path> parts = Files.list(written)) {
      Path part =
          parts
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
      return Files.copy(part, files().resolve(name));
    }
  }

  void threeFiles() throws IOException {
    file("a.parquet", rows(0, 1000), true);
    file("b.parquet", rows(1000, 2000), true);
    file("c.parquet", rows(2000, 3000), true);
  }

  static void flip(Path file, long position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) position] ^= 0x10;
    Files.write(file, bytes);
  }

  EvaluationReport evaluate(String input, String... settings) {
    ConfigurationReader reader =
        ConfigurationReader.of("test.yaml", "input: {path: " + input + "}");
    reader.setText("output.directory", directory.resolve("out").toString());
    reader.setText("run_id", "run");
    for (String setting : settings) {
      reader.setYaml(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return EvaluationJob.run(spark, reader.read());
  }

  void assertRefused(EvaluationException.Kind kind, String... parts) {
    assertThatThrownBy(() -> evaluate(files().toString()))
        .isInstanceOf(EvaluationException.class)
        .satisfies(e -> assertThat(((EvaluationException) e).kind()).isEqualTo(kind))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains(parts));
    assertThat(directory.resolve("out/evaluation/run")).doesNotExist();
    assertThat(directory.resolve("out/evaluation/run.status.json"))
        .content()
        .contains("\"failed\"");
  }
}
