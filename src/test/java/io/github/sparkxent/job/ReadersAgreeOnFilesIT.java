// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scan and Spark's reader give the same report, byte by byte, and the same refusals, wherever
 * files lie, however they are written, and whatever is wrong with rows.
 */
class ReadersAgreeOnFilesIT extends ReadersFixture {
  ReadersAgreeOnFilesIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class On_the_place_of_files {
    @Test
    void with_columns_in_the_names_of_directories() {
      Path files = directory.resolve("partitions");
      some()
          .selectExpr(
              "logits",
              NAME + " AS label",
              "if(label = 1, null, concat(split, '/ä %')) AS split",
              "label % 3 AS region")
          .write()
          .partitionBy("split", "region", "label")
          .parquet(files.toString());
      agree(input(files), NAMED, "slices=[region, label]", "quality={invalid_rows: skip}");
    }

    @Test
    void with_a_path_for_each_split() {
      agree("{input: {splits: {a: data/mnist/mlp, b: [data/mnist/softmax_regression]}}}");
      agree(
          "{input: {splits: {a: data/mnist/mlp, b: [data/mnist/softmax_regression]}}}",
          "slices=[split, _split]",
          "columns.id=example_id");
    }

    @Test
    void that_differ_in_the_order_the_case_and_the_nullability_of_columns() throws IOException {
      written("files/a", some().select("logits", "label", "split"));
      written("files/b", some().selectExpr("split AS Split", "int(label) AS LABEL", "logits"));
      written("files/c", some().selectExpr("'x' AS split", "logits", "7 AS label", "1 AS more"));
      written("files/d", some().select("logits", "label", "split").limit(0));
      written("files/e", some().selectExpr("1D AS split").limit(0));
      agree(input(directory.resolve("files")));
      agree(input(directory.resolve("files")), "columns.label=Label");
    }

    @Test
    void of_which_none_has_rows() {
      agree(input(written("files", some().limit(0))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "gzip", "none", "lz4_raw"})
  void on_all_codecs_and_versions_of_pages(String codec) {
    for (String version : List.of("v1", "v2")) {
      Dataset<Row> rows =
          mnist().selectExpr("logits", "label", "split", "example_id", "double(label) AS w");
      Path files = directory.resolve("files");
      rows.coalesce(1)
          .write()
          .mode("overwrite")
          .option("compression", codec)
          .option("parquet.writer.version", version)
          .option("parquet.block.size", "65536")
          .option("parquet.page.size", "3000")
          .option("parquet.dictionary.page.size", "1000")
          .parquet(files.toString());
      agree(input(files), "columns={id: example_id, weight: w}", "slices=[label]");
    }
  }

  @Nested
  class On_rows_of_every_kind {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "columns.id=id",
          "columns.weight=weight",
          "columns={id: id, weight: weight}",
          "slices=[id]"
        })
    void with_class_ids(String columns) {
      Path files = written("files", spark.sql(RowAccountingIT.CLASS_IDS).coalesce(2));
      agree(input(files), columns, "quality.invalid_rows=skip", "loss.ignore_index=-100");
      agree(input(files), columns, "quality.invalid_rows=quarantine", "output.losses=true");
      agree(input(files), columns);
      agree(input(files), columns, "quality.num_classes=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns.id=id", "loss.label_smoothing=0.5"})
    void with_distributions(String setting) {
      Path files = written("files", spark.sql(RowAccountingIT.DISTRIBUTIONS).coalesce(1));
      agree(input(files), setting, "quality.invalid_rows=skip");
      agree(input(files), setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probabilities", "log_probabilities"})
    void with_probabilities(String kind) {
      Path files = sample("xent.softmax(logits) AS logits", "label", "split", "example_id");
      agree(
          input(files),
          "columns={id: example_id, input_kind: " + kind + "}",
          "quality.invalid_rows=skip");
      agree(input(files), "columns.id=example_id");
    }

    @Test
    void with_texts_that_are_no_utf_8() {
      agree(input(sample("logits", "label", "cast(X'41ff42' AS string) AS split")));
      agree(input(sample("logits", "label", "cast(X'41ff42' AS string) AS s")), "slices=[s]");
    }

    @Test
    void with_more_splits_than_are_allowed() {
      agree(input(sample("logits", "label", "example_id AS split")), "quality.max_splits=100");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns.label is an expression | columns.label=label + 0",
        "columns.logits is an expression | columns.logits=outputs.logits",
        "columns.split is an expression | columns.split=upper(split)",
        "columns.id is date | columns.id=day",
        "columns.id is tinyint | columns.id=small",
        "columns.split is double | columns.split=score",
        "the slice older is an expression | slices=[{name: older, expression: label > 3}]",
        "the slice day is date | slices=[day]",
        "columns.baseline_logits is an expression | columns.baseline_logits=outputs.logits",
        "comparison.cluster is an expression | comparison.cluster=example_id div 10",
        "comparison.cluster is date | comparison.cluster=day",
        "input.reader is spark | input.reader=spark",
        "labels come from another data set | labels={path: data/mnist/mlp, id: example_id, unmatched: skip}",
        "the baseline comes from another data set | baseline={path: data/mnist/mlp, unmatched: skip}",
      })
  void what_the_scan_does_not_take_is_read_by_spark(String reason, String setting) {
    Path files =
        sample(
            "logits",
            "struct(logits) AS outputs",
            "label",
            "split",
            "example_id",
            "date'2026-01-01' AS day",
            "tinyint(label) AS small",
            "double(label) AS score");
    String[] settings =
        setting.startsWith("labels") || setting.startsWith("baseline")
            ? new String[] {setting, "columns.id=example_id"}
            : new String[] {setting};

    assertThat(evaluate(input(files), settings).run().input().shownReader())
        .isEqualTo("Spark's reader, not the scan: " + reason);
  }
}
