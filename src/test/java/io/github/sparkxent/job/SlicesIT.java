// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.json.JsonReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics for each value of an expression within each split, from the same pass. */
class SlicesIT extends EvaluationFixture {
  SlicesIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationConfig config(Path path, String settings) {
    ConfigurationReader reader = configuration(settings);
    reader.setText("input.path", path.toString());
    return reader.read();
  }

  /** Evaluates, and holds the report against what is read back of it. */
  private EvaluationReport report(Path path, String settings) {
    EvaluationReport report = EvaluationJob.run(spark, config(path, settings)).report();
    JsonReport json = new JsonReport();
    assertThat(json.parse(json.render(report))).isEqualTo(report);
    return report;
  }

  @Test
  void a_slice_has_bit_for_bit_the_metrics_of_an_evaluation_of_its_rows_alone() {
    EvaluationReport report =
        report(MNIST, "slices: [label % 2 = 0, {name: third, expression: example_id % 3}]");

    for (SplitReport split : report.splits()) {
      assertThat(split.sliceNames()).containsExactly("label % 2 = 0", "third");
      assertThat(split.valuesOf("third"))
          .extracting(SliceReport::value)
          .containsExactly("0", "1", "2");
    }
    for (String[] slice :
        new String[][] {
          {"label % 2 = 0", "true", "label % 2 = 0"},
          {"label % 2 = 0", "false", "label % 2 = 1"},
          {"third", "2", "example_id % 3 = 2"}
        }) {
      EvaluationReport alone =
          report(written("part", mnist().where(slice[2])), "metrics: {per_class_max_classes: 0}");
      assertThat(alone.splits()).hasSize(3);
      for (int i = 0; i < 3; i++) {
        SliceReport found =
            report.splits().get(i).valuesOf(slice[0]).stream()
                .filter(value -> slice[1].equals(value.value()))
                .findFirst()
                .orElseThrow();
        assertThat(found.rows()).isEqualTo(alone.splits().get(i).rows());
        assertThat(found.metrics()).isEqualTo(alone.splits().get(i).metrics());
      }
    }
  }

  @Test
  void slices_change_nothing_else_and_take_one_scan_and_one_exchange() {
    EvaluationConfig sliced = config(MNIST, "slices: [label, label % 2]");
    String plan = plan(sliced).executedPlan().toString();

    assertThat(plan.split("FileScan", -1)).hasSize(2);
    assertThat(plan.split("Exchange", -1)).hasSize(2);
    assertThat(plan).doesNotContain("Expand");
    List<SplitReport> with = EvaluationJob.run(spark, sliced).report().splits();
    List<SplitReport> without = report(MNIST, "{}").splits();
    for (int i = 0; i < 3; i++) {
      assertThat(with.get(i).metrics()).isEqualTo(without.get(i).metrics());
      assertThat(with.get(i).details()).isEqualTo(without.get(i).details());
      assertThat(without.get(i).slices()).isEmpty();
    }
  }

  @Test
  void without_slices_no_value_of_one_goes_to_the_aggregate() {
    EvaluationConfig plain = config(MNIST, "{}");

    String plan = plan(plain).optimizedPlan().toString();

    assertThat(plan).contains("EvaluateFunction").doesNotContain("slice");
  }

  private static final String BAD_ROWS =
      """
      SELECT * FROM VALUES
        (0L, 'a', 'NO', array(1F, 2F, 3F), 2L), (1L, 'a', 'NO', array(1F, 2F, 3F), 2L),
        (2L, 'a', 'NO', array(1F, float('nan'), 3F), 2L), (3L, 'a', null, array(1F, 2F, 3F), -100L),
        (4L, 'a', null, array(1F, 2F, 3F), 0L), (5L, 'a', 'SE', array(1F, 2F), 0L),
        (6L, 'a', '', null, 2L), (7L, 'b', 'NO', array(1F, 2F, 3F), 9L),
        (8L, null, 'NO', array(1F, 2F, 3F), 2L)
      AS t(id, split, country, logits, label)""";

  @Test
  void each_row_of_a_split_is_accounted_for_in_one_value_null_among_them() {
    EvaluationReport report =
        report(
            written("bad", spark.sql(BAD_ROWS)),
            "{slices: [country], loss: {ignore_index: -100}, quality: {invalid_rows: skip}}");

    SplitReport a = report.splits().get(0);
    assertThat(a.slices()).extracting(SliceReport::value).containsExactly("", "NO", "SE", null);
    assertThat(a.slices())
        .extracting(value -> value.rows().invalidByReason())
        .containsExactly(
            new TreeMap<>(Map.of("null_logits", 1L)),
            new TreeMap<>(Map.of("nan_logit", 1L)),
            new TreeMap<>(Map.of("num_classes_mismatch", 1L)),
            new TreeMap<>());
    assertThat(a.slices())
        .extracting(value -> value.rows().evaluated())
        .containsExactly(0L, 2L, 0L, 1L);
    assertThat(a.slices().get(3).rows().ignored()).isEqualTo(1);
    for (SplitReport split : report.splits()) {
      assertThat(split.sliceCuts()).isEmpty();
      if (split.split() != null) {
        assertThat(split.slices().stream().mapToLong(v -> v.rows().read()).sum())
            .isEqualTo(split.rows().read());
      }
    }
    assertThat(report.splits().get(2).split()).isNull();
    assertThat(report.splits().get(2).slices()).isEmpty();
  }

  @Test
  void a_value_with_fewer_evaluated_rows_than_asked_for_has_its_row_count_alone() {
    EvaluationReport report =
        report(
            written("bad", spark.sql(BAD_ROWS)),
            "{slices: [country], metrics: {min_slice_rows: 2}, quality: {invalid_rows: skip}}");

    SplitReport split = report.splits().get(0);
    assertThat(split.valuesOf("country"))
        .extracting(SliceReport::hasTooFewRows)
        .containsExactly(true, false, true, true);
    assertThat(split.slices().get(2).metrics())
        .isEqualTo(MetricValues.builder().put("row_count", 0).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void a_slice_of_many_values_is_cut_at_the_same_values_for_any_partitioning(int partitions) {
    Dataset<Row> rows = mnist().repartition(partitions);
    String settings =
        "{slices: [\"concat('u', example_id % 1000)\"], metrics: {max_slice_values: 3}}";

    EvaluationReport report = report(written("many", rows), settings);

    EvaluationReport whole = report(MNIST, settings);
    assertThat(report.splits()).isEqualTo(whole.splits());
    SplitReport test = report.splits().get(0);
    assertThat(test.slices()).extracting(SliceReport::value).containsExactly("u0", "u1", "u10");
    SliceCut cut = test.sliceCuts().get(0);
    RowAccounting rest = cut.rows();
    assertThat(cut.values()).isEqualTo(3);
    assertThat(rest.read() + test.slices().stream().mapToLong(v -> v.rows().read()).sum())
        .isEqualTo(2000);
    assertThat(report.run().warnings())
        .singleElement()
        .asString()
        .startsWith(
            "slice concat('u', example_id % 1000) has more than metrics.max_slice_values = 3"
                + " values in 3 splits: ")
        .endsWith(" in order and are in none of its figures");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[contry] | slices: \"contry\" does not resolve",
        "['label >'] | slices: \"label >\" does not resolve",
        "['count(label)'] | slices: \"count(label)\" does not resolve",
        "['explode(logits)'] | slices: \"explode(logits)\" makes other rows of a row",
        "['rand() > 0.5'] | slices: \"rand() > 0.5\" gives other values each time",
        "[label, label] | slices has the name \"label\" twice, expected each name once",
        "[label, {name: label, expression: split}] | slices has the name \"label\" twice",
        "[{name: label}] | a slice has no expression, expected",
        "[' '] | a slice has the expression \" \", expected",
        "[{name: ' ', expression: label}] | slices has the name \" \", expected text",
        "[7] | a slice is 7, expected an expression as text",
        "[{name: 7, expression: label}] | a slice's name is 7, expected text",
        "[{expresion: label}] | unknown key slices[0].expresion, expected one of expression, name",
        "3 | a slice is 3, expected an expression as text"
      })
  void a_slice_that_cannot_be_is_one_line_before_any_row_is_read(String slices, String message) {
    assertRefusal(
            Kind.CONFIGURATION,
            () -> EvaluationJob.run(spark, config(MNIST, "slices: " + slices)).report())
        .hasMessageContaining(message);
  }

  @Test
  void a_slice_by_label_has_the_figures_of_the_class_and_gates_on_both_agree() {
    EvaluationReport report =
        report(
            MNIST,
            """
            slices: [{name: digit, expression: label}]
            gates:
              - {split: test, slice: digit, metric: loss_mean, max: 0.25}
              - {split: test, class: '*', metric: loss_mean, max: 0.25}
              - {split: test, slice: digit, value: '8', metric: accuracy, min: 0.9, min_rows: 5000}
              - {slice: digit, value: '10', metric: accuracy, min: 0.9}
              - {class: 3, metric: recall, min: 0.99}
            """);

    SplitReport test = report.splits().get(0);
    for (ClassSummary digit : test.details().classes()) {
      SliceReport slice = test.slices().get(digit.label());
      assertThat(slice.value()).isEqualTo(Integer.toString(digit.label()));
      assertThat(slice.metrics().value("row_count")).isEqualTo(digit.count());
      assertThat(slice.metrics().value("loss_mean")).isEqualTo(digit.lossMean());
      assertThat(slice.metrics().value("accuracy")).isEqualTo(digit.recall());
    }
    List<Verdict> gates = report.gates();
    assertThat(gates).hasSize(10 + 10 + 1 + 3 + 3);
    for (int digit = 0; digit < 10; digit++) {
      assertThat(gates.get(digit).passed()).isEqualTo(gates.get(10 + digit).passed());
      assertThat(gates.get(digit).reason()).isEqualTo(gates.get(10 + digit).reason());
    }
    assertThat(gates.subList(0, 10)).extracting(Verdict::passed).contains(true, false);
    assertThat(gates.get(20).outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
    assertThat(gates.get(20).passed()).isFalse();
    assertThat(gates.subList(21, 24))
        .extracting(Verdict::reason)
        .containsOnly("no value '10' of slice digit; values are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
    assertThat(gates.subList(24, 27))
        .extracting(Verdict::split)
        .containsExactly("test", "train", "validation");
    assertThat(report.passed()).isFalse();
  }

  @Test
  void hostile_values_come_through_every_format() {
    String rows =
        """
        SELECT array(1F, 2F, 3F) logits, 2 label, value
        FROM VALUES ('<script>alert(1)</script>'), ('a\\nb\\u0000\\u001b[2J'), (repeat('x', 10000)), (''), (null)
        AS t(value)""";

    EvaluationReport report =
        report(
            written("hostile", spark.sql(rows)),
            "{slices: [value], output: {formats: [json, html, junit, prometheus]},"
                + " gates: [{slice: value, metric: loss_mean, max: 0.1}]}");

    assertThat(report.splits().get(0).slices())
        .extracting(SliceReport::value)
        .containsExactly(
            "", "<script>alert(1)</script>", "a\nb\0\u001b[2J", "x".repeat(10_000), null);
    assertThat(report.gates()).hasSize(5).noneMatch(Verdict::passed);
    for (String file : List.of("metrics.json", "report.html", "junit.xml")) {
      assertThat(result().resolve(file))
          .content(StandardCharsets.UTF_8)
          .doesNotContain("<script>alert")
          .as(file);
    }
  }
}
