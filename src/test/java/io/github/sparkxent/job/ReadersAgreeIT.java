// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan and Spark's reader give the same report, byte by byte, and the same refusals. */
class ReadersAgreeIT extends EvaluationFixture {
  private static final String NAMED = "classes=" + InputFixture.CLASSES;
  private static final String NAME = "element_at(" + InputFixture.NAMES + ", label + 1)";

  ReadersAgreeIT(SparkSession spark) {
    super(spark);
  }

  /**
   * What becomes of an evaluation.
   *
   * @param reader what read the rows, and why
   * @param splits the text of the splits in the report
   * @param refusal the kind and the message of a refusal
   * @param losses the losses of all rows, sorted, if the configuration asks for them
   */
  private record Outcome(String reader, String splits, String refusal, List<String> losses) {}

  private Outcome outcome(String reader, String yaml, String... settings) {
    String[] all =
        Stream.concat(Stream.of(settings), Stream.of("input.reader=" + reader, "run_id=" + reader))
            .toArray(String[]::new);
    try {
      EvaluationReport report = evaluate(yaml, all);
      String json = new JsonReport().render(report);
      List<String> losses = List.of();
      Path written = directory.resolve("out/evaluation").resolve(reader).resolve("losses");
      if (Files.exists(written)) {
        losses =
            spark.read().parquet(written.toString()).toJSON().collectAsList().stream()
                .sorted()
                .toList();
      }
      return new Outcome(
          report.run().input().shownReader(),
          json.substring(json.indexOf("\"splits\": ["), json.lastIndexOf("\"gates\": [")),
          null,
          losses);
    } catch (EvaluationException e) {
      return new Outcome(null, null, e.kind() + ": " + e.getMessage(), List.of());
    }
  }

  /** Requires one outcome of both readers, the scan among them. */
  private void agree(String yaml, String... settings) {
    Outcome bySpark = outcome("spark", yaml, settings);
    Outcome byScan = outcome("auto", yaml, settings);
    assertThat(byScan)
        .isEqualTo(
            new Outcome(byScan.reader(), bySpark.splits(), bySpark.refusal(), bySpark.losses()));
    if (bySpark.refusal() == null) {
      assertThat(byScan.reader()).isEqualTo("the scan");
      assertThat(bySpark.reader()).contains("input.reader is spark");
    } else {
      assertThat(EvaluationJob.check(spark, configuration(yaml, settings).read()).reader())
          .isEqualTo("the scan");
    }
  }

  private static String input(Path path) {
    return "{input: {path: '" + path + "'}}";
  }

  /** Some rows of the sample in two files, with such columns. */
  private Path sample(String... columns) {
    return written("sample", some().selectExpr(columns).repartition(2));
  }

  private Dataset<Row> some() {
    return mnist().where("example_id % 40 = 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data/mnist/mlp | columns.id=example_id",
        "data/mnist/softmax_regression | columns.id=example_id",
        "data/mnist | columns.label=label",
        "data/tutorial | columns={id: example_id, label: label_one_hot}",
        "data/tutorial | columns={id: example_id}",
      })
  void on_all_sample_data(String path, String setting) {
    agree("{input: {path: " + path + "}}", setting, "output.losses=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logits",
        "cast(logits as array<double>) AS logits",
        "transform(logits, x -> x * 1e300D) AS logits",
        "xent.pack(logits) AS logits",
        "if(label = 3, null, logits) AS logits",
        "transform(logits, (x, i) -> if(i = label AND label > 6, null, x)) AS logits",
        "slice(logits, 1, if(label < 2, label, 10)) AS logits",
        "if(label = 1, substring(xent.pack(logits), 1, 39), xent.pack(logits)) AS logits",
      })
  void on_all_forms_of_logits(String logits) {
    agree(
        input(sample(logits, "label", "split", "example_id")),
        "columns.id=example_id",
        "quality={invalid_rows: skip, num_classes: 10}",
        "output.losses=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tinyint(label)",
        "smallint(label)",
        "int(label)",
        "bigint(label)",
        "float(label)",
        "if(label = 4, 4.5D, double(label))",
        "if(label = 4, null, int(label))",
        "if(label = 4, 5000000000L, if(label = 5, -100L, if(label = 6, -1L, label)))",
        "transform(sequence(0, 9), i -> if(i = label, 1F, 0F))",
        "transform(sequence(0, 9), i -> if(i = label, 0.91D, 0.01D))",
        "transform(sequence(0, if(label = 0, 8, 9)), i -> if(i = label, 1F, null))",
      })
  void on_all_forms_of_labels(String label) {
    agree(
        input(sample("logits", label + " AS label", "split", "example_id")),
        label.startsWith("transform") ? "loss.label_smoothing=0.1" : "loss.ignore_index=-100",
        "columns.id=example_id",
        "quality.invalid_rows=skip");
  }

  @Test
  void on_half_precision_with_broken_rows_beside_a_baseline_of_another_encoding() {
    String broken = "if(example_id %% 50 = 3, substring(%s, 2), %s)";
    String half = "xent.pack(logits, 'float16')";
    String upper = "xent.pack(logits, 'bfloat16')";
    agree(
        input(
            sample(
                broken.formatted(half, half) + " AS logits",
                broken.replace("3", "7").formatted(upper, upper) + " AS before",
                "label",
                "split",
                "example_id")),
        "columns={id: example_id, encoding: float16, baseline_logits: before}",
        "baseline.encoding=bfloat16",
        "quality.invalid_rows=skip",
        "comparison.divergence=true",
        "output.losses=true");
  }

  /** Sequences of which something is wrong at each level, in one column or another. */
  private Path sequences(String logits, String mask) {
    spark
        .sql(
            """
            SELECT id, if(id % 37 = 5, null, concat('s', id % 3)) AS split, id % 5 AS kind,
              CASE WHEN id % 23 = 3 THEN null WHEN id % 23 = 4 THEN array() ELSE
                transform(sequence(1, length), p ->
                  CASE WHEN (id + p) % 41 = 7 THEN null
                    WHEN (id + p) % 43 = 8 THEN array() ELSE
                    transform(sequence(1, if((id + p) % 47 = 9, 3, 4)), c ->
                      CASE WHEN (id * 7 + p * 3 + c) % 61 = 10 THEN null
                        WHEN (id * 7 + p * 3 + c) % 59 = 11 THEN float('nan')
                        ELSE float(5 * sin(id * 3 + p * 5 + c)) END) END) END AS nested,
              CASE WHEN id % 23 = 3 THEN null ELSE
                transform(sequence(1, length * 4 + if(id % 27 = 2, 1, 0)),
                  c -> float(5 * sin(id * 3 + c))) END AS flat,
              CASE WHEN id % 29 = 6 THEN null WHEN id % 29 = 7 THEN array() ELSE
                transform(sequence(1, length + if(id % 31 = 7, 1, 0)), p ->
                  CASE WHEN (id + p) % 17 = 1 THEN null WHEN (id + p) % 19 = 2 THEN -100
                    WHEN (id + p) % 53 = 3 THEN 9 ELSE int((id * p) % 4) END) END AS label,
              CASE WHEN id % 33 = 8 THEN null ELSE
                transform(sequence(1, length + if(id % 35 = 9, 1, 0)), p ->
                  CASE WHEN (id + p) % 21 = 4 THEN null WHEN (id + p) % 25 = 5 THEN 2
                    ELSE int(p % 3 > 0) END) END AS mask,
              CASE WHEN id % 39 = 10 THEN null WHEN id % 45 = 11 THEN 0 ELSE 10 + id % 7 END AS bytes
            FROM (SELECT id, int(1 + id % 9) AS length FROM range(600))
            """)
        .createOrReplaceTempView("sequences");
    return written(
        "files",
        spark
            .sql(
                "SELECT id, split, kind, label, bytes, %s AS logits, %s AS mask FROM sequences"
                    .formatted(logits, mask))
            .repartition(3, org.apache.spark.sql.functions.col("id")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nested | mask",
        "cast(nested as array<array<double>>) | transform(mask, m -> m > 0)",
        "xent.pack(flat, 'float16') | cast(mask as array<bigint>)"
      })
  void on_sequences_of_which_something_is_wrong_at_each_level(String logits, String mask) {
    String encoding = logits.contains("float16") ? ", encoding: float16" : "";
    agree(
        input(sequences(logits, mask)),
        "columns={id: id, mask: mask, bytes: bytes, baseline_logits: logits" + encoding + "}",
        "loss.ignore_index=-100",
        "quality={invalid_rows: skip, num_classes: 4}",
        "slices=[{name: position, positions: [1, 3, 6]}, kind]",
        "output.losses=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "if(label = 4, 'for', %s)", "if(label = 4, null, %s)"})
  void on_names_of_classes(String label) {
    agree(
        input(sample("logits", label.formatted(NAME) + " AS label", "split")),
        NAMED,
        "loss={class_weights: [1, 2, 1, 1, 1, 0.5, 1, 1, 1, 0]}",
        "quality.invalid_rows=skip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tinyint(label)",
        "smallint(label)",
        "int(label)",
        "9007199254740993L + label",
        "float(label) / 3F",
        "double(label) / 3",
        "if(label = 2, null, -1D)",
        "if(label = 2, double('nan'), if(label = 3, double('inf'), 2D))",
      })
  void on_all_forms_of_weights(String weight) {
    agree(
        input(sample("logits", "label", "split", weight + " AS w")),
        "columns.weight=w",
        "quality.invalid_rows=skip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int(example_id)",
        "bigint(example_id)",
        "concat('row ', example_id)",
        "if(label = 1, null, concat('é', example_id))",
        "repeat(string(example_id), 100)",
      })
  void on_all_forms_of_ids(String id) {
    agree(
        input(sample("logits", "label", "split", id + " AS `the id`")),
        "columns.id=\"`the id`\"",
        "metrics.worst_rows=20",
        "output.losses=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label",
        "bigint(label) - 5",
        "if(label = 2, null, string(label))",
        "concat('split ', example_id % 1000)",
        "'one'",
        "if(label = 2, '', 'ü\n')",
        "string(example_id)",
      })
  void on_all_forms_of_splits_and_slices(String split) {
    Path files = sample("logits", "label", split + " AS s", "example_id", "tinyint(label) AS t");
    agree(
        input(files),
        "columns.split=s",
        "slices=[label, {name: same, expression: s}, t]",
        "quality={invalid_rows: skip, max_splits: 20000}");
    agree(input(files), "slices=[s]", "columns.id=example_id", "metrics.max_slice_values=3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logits | string(example_id % 7)",
        "transform(logits, x -> double(x) / 3) | tinyint(label)",
        "xent.pack(transform(logits, x -> float(1 - x))) | if(label = 1, null, example_id % 7 - 3)",
        "if(label = 3, null, transform(logits, x -> 3 * x)) | concat('é ', label)",
        "slice(logits, 1, if(label < 2, label, 10)) | char(66)",
        "transform(logits, (x, i) -> if(i = label, float('nan'), x)) | smallint(label)",
        "transform(logits, (x, i) -> if(i = label AND label > 6, null, x)) | bigint(example_id)",
      })
  void on_baselines_and_clusters(String baseline, String cluster) {
    Path files =
        sample("logits", "label", "split", "example_id", baseline + " AS b", cluster + " AS c");
    agree(
        input(files),
        "columns={id: example_id, baseline_logits: b}",
        "comparison={divergence: true, cluster: c}",
        "slices=[label]",
        "output.losses=true");
    agree(input(files), "columns={baseline_logits: b}");
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
