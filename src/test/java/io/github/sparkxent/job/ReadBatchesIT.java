// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fewer rows at a time where rows are wide. */
class ReadBatchesIT extends EvaluationFixture {
  private static final String SETTING = "spark.sql.parquet.columnarReaderBatchSize";

  ReadBatchesIT(SparkSession spark) {
    super(spark);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4096",
    "1, 4096",
    "48, 4096",
    "256, 4096",
    "4008, 261",
    "200000, 5",
    "262145, 4",
    "9223372036854775807, 4"
  })
  void hold_about_a_megabyte_of_values(long bytesPerRow, long rows) {
    assertThat(ReadBatches.rows(bytesPerRow)).isEqualTo(rows);
  }

  private long bytesPerRow(Path files) throws IOException {
    EvaluationConfig config = configuration(files).read();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DataSource source = config.input().source();
    return ParquetManifest.of(
            hadoop, source, InputFiles.of(hadoop, source), NeededColumns.of(config).mentioned())
        .neededBytesPerRow();
  }

  /** Equal logits are written as a dictionary of one value, and take as much once they are read. */
  @ParameterizedTest
  @CsvSource({
    "'transform(sequence(1, 2000), x -> float(rand()))', 8000, 9000",
    "'array_repeat(1f, 2000)', 8000, 9000",
    "'transform(sequence(1, 2000), x -> double(rand()))', 16000, 17000",
    "'xent.pack(transform(sequence(1, 2000), x -> float(rand())))', 8000, 9000"
  })
  void know_how_wide_rows_are_from_the_footers(String logits, long least, long most)
      throws IOException {
    Path files =
        written(
            "files",
            spark
                .range(300)
                .selectExpr(logits + " AS logits", "0 AS label", "repeat('not needed', 999) AS x"));

    assertThat(bytesPerRow(files)).isBetween(least, most);
  }

  @Test
  void leave_what_the_user_has_set_and_the_user_s_session() {
    SparkSession own = RunSession.own(spark);
    ReadBatches.fit(own, 1 << 14);
    assertThat(own.conf().get(SETTING)).isEqualTo("64");
    assertThat(spark.conf().get(SETTING, null)).isNull();

    SparkSession set = RunSession.own(spark);
    set.conf().set(SETTING, 1000);
    ReadBatches.fit(set, 1 << 14);
    assertThat(set.conf().get(SETTING)).isEqualTo("1000");

    SparkSession narrow = RunSession.own(spark);
    ReadBatches.fit(narrow, 48);
    assertThat(narrow.conf().get(SETTING, null)).isNull();
  }

  @Test
  void of_a_few_wide_rows_give_the_figures_of_whole_ones() {
    String wide = "flatten(array_repeat(logits, 400)) AS logits";
    Path files = written("wide", mnist().limit(500).selectExpr("split", wide, "label"));
    Path ofDoubles =
        written(
            "doubles",
            mnist()
                .limit(500)
                .selectExpr("split", "label", wide)
                .selectExpr("split", "label", "cast(logits AS array<double>) AS logits"));

    assertThat(evaluate(files).splits()).isEqualTo(evaluate(ofDoubles).splits());
  }
}
