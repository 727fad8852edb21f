// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scan and Spark's reader give the same report, byte by byte, and the same refusals, for all
 * forms of columns.
 */
class ReadersAgreeIT extends ReadersFixture {
  ReadersAgreeIT(SparkSession spark) {
    super(spark);
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
}
