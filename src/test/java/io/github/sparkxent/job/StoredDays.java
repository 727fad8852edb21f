// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.reverse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of the sample in several files, with all that a state may have figures of. */
public final class StoredDays {
  private StoredDays() {}

  /**
   * Writes rows in files of about equal size, by id, with columns {@code baseline}, {@code cluster}
   * and {@code kind}.
   */
  public static List<Path> write(Dataset<Row> rows, int files, Path directory) throws IOException {
    rows.withColumn("baseline", reverse(col("logits")))
        .withColumn("cluster", col("example_id").substr(-2, 2))
        .withColumn("kind", col("example_id").substr(-1, 1))
        .repartitionByRange(files, col("example_id"))
        .write()
        .parquet(directory.toString());
    List<Path> stored = parts(directory);
    assertThat(stored).hasSize(files);
    return stored;
  }

  /** Returns the files of a directory, in the order of their names. */
  static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
