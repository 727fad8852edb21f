// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.report.EvaluationReport;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logits as bytes: in the functions and in the job, with the bits that arrays give. */
class PackedLogitsIT extends EvaluationFixture {
  PackedLogitsIT(SparkSession spark) {
    super(spark);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label",
        "double(label) AS label",
        "xent.one_hot(label, 10) AS label",
        "cast(xent.one_hot(label, 10) as array<double>) AS label"
      })
  void the_job_gives_the_bits_of_arrays(String label) {
    EvaluationReport arrays = evaluate(mnist().selectExpr("split", "logits", label), "name=arrays");
    EvaluationReport packed =
        evaluate(mnist().selectExpr("split", "xent.pack(logits) AS logits", label), "name=packed");

    assertThat(packed.splits()).isEqualTo(arrays.splits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xent.softmax(%s)",
        "xent.log_softmax(%s)",
        "xent.logsumexp(%s)",
        "xent.sparse_softmax_cross_entropy_with_logits(%s, label)",
        "xent.softmax_cross_entropy_with_logits(%s, xent.one_hot(label, 10))",
        "xent.softmax_cross_entropy_with_logits(%s, cast(xent.one_hot(label, 10) as array<double>))"
      })
  void a_function_gives_the_bits_of_arrays(String function) {
    Dataset<Row> both =
        mnist()
            .limit(200)
            .selectExpr(
                function.formatted("logits") + " AS a",
                function.formatted("xent.pack(logits)") + " AS b");

    assertThat(both.where("a = b").count()).isEqualTo(200);
    assertThat(
            both.queryExecution()
                .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("extended")))
        .containsPattern("static_?invoke");
  }

  @Test
  void unpack_gives_back_what_was_packed() {
    assertThat(mnist().where("xent.unpack(xent.pack(logits)) = logits").count()).isEqualTo(10_000);
    Row nulls =
        spark
            .sql(
                "SELECT xent.pack(cast(null as array<float>)), xent.unpack(cast(null as binary)),"
                    + " xent.softmax(cast(null as binary))")
            .first();
    assertThat(nulls.isNullAt(0) && nulls.isNullAt(1) && nulls.isNullAt(2)).isTrue();
  }

  @Test
  void a_broken_length_is_a_bad_row_of_its_own_reason() {
    EvaluationReport report =
        evaluate(
            mnist()
                .limit(100)
                .selectExpr(
                    "split",
                    "label",
                    "CASE WHEN example_id % 10 = 3"
                        + " THEN substring(xent.pack(logits), 1, 39) ELSE xent.pack(logits) END"
                        + " AS logits"),
            "quality.invalid_rows=skip");

    long broken =
        report.splits().stream()
            .mapToLong(split -> split.rows().invalidByReason().getOrDefault("packed_length", 0L))
            .sum();
    assertThat(broken).isPositive();
  }

  @Test
  void a_broken_length_among_what_looks_like_probabilities_is_a_bad_row_too() {
    EvaluationReport report =
        evaluate(
            spark.sql(
                "SELECT 'a' AS split, 1 AS label, l AS logits FROM VALUES"
                    + " (xent.pack(array(0.5F, 0.5F))), (X'0000803F00')"
                    + " AS t(l)"),
            "quality.invalid_rows=skip");

    assertThat(report.splits().get(0).rows().invalidByReason())
        .isEqualTo(Map.of("packed_length", 1L));
    assertThat(report.run().warnings()).anyMatch(warning -> warning.contains("probabilities"));
  }

  @Test
  void a_broken_length_fails_a_query() {
    assertThatThrownBy(() -> spark.sql("SELECT xent.softmax(X'0102030405')").collectAsList())
        .hasStackTraceContaining(
            "packed logits have 5 bytes, expected a multiple of 4: little-endian float32");
  }

  @Test
  void an_encoding_of_logits_that_are_no_bytes_is_refused() {
    assertThatThrownBy(() -> evaluate(MNIST, "columns.encoding=float16"))
        .hasMessage(
            "columns.encoding is float16 where columns.logits \"logits\" is array<float>, expected"
                + " packed binary, or no encoding");
    assertThatThrownBy(
            () -> evaluate(MNIST, "columns.baseline_logits=logits", "baseline.encoding=bfloat16"))
        .hasMessageContaining("baseline.encoding is bfloat16 where columns.baseline_logits");
  }

  @Test
  void doubles_are_not_packed_unasked() {
    assertThatThrownBy(() -> spark.sql("SELECT xent.pack(array(1D))"))
        .hasMessageContaining("logits is array<double>, expected array<float>; cast it");
  }

  @Test
  void packed_logits_of_another_length_are_a_mismatch() {
    EvaluationReport report =
        evaluate(
            spark.sql(
                "SELECT 'a' AS split, 1 AS label, l AS logits FROM VALUES"
                    + " (xent.pack(array(1F, 2F))), (xent.pack(array(1F, 2F))),"
                    + " (xent.pack(array(1F, 2F, 3F))), (X''), (null) AS t(l)"),
            "quality.invalid_rows=skip");

    assertThat(report.splits().get(0).rows().invalidByReason())
        .isEqualTo(Map.of("num_classes_mismatch", 1L, "empty_logits", 1L, "null_logits", 1L));
  }
}
