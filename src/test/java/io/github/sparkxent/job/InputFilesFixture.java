// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An input of a few Parquet files that a test damages, replaces or takes away. */
abstract class InputFilesFixture extends EvaluationFixture {
  static final String CHECKSUMS = "parquet.page.write-checksum.enabled";

  InputFilesFixture(SparkSession spark) {
    super(spark);
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

  void assertRefused(EvaluationException.Kind kind, String... parts) {
    assertRefusal(kind, () -> evaluate(files())).hasMessageContainingAll(parts);
    assertThat(result()).doesNotExist();
    assertThat(directory.resolve("out/evaluation/run.status.json"))
        .content()
        .contains("\"failed\"");
  }
}
