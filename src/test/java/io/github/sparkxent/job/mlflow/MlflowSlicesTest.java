// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The metrics of slices as MLflow gets them. */
class MlflowSlicesTest {
  private static List<String> keys(EvaluationReport report) {
    return new MlflowLog(report, null)
        .metrics().stream().map(metric -> (String) metric.get("key")).toList();
  }

  private static List<String> sliceKeys(EvaluationReport report) {
    return keys(report).stream().filter(key -> key.contains("/slices/")).toList();
  }

  private static EvaluationReport of(List<SliceReport> values) {
    SplitReport split =
        new SplitReport(
            "test",
            SampleReports.rows(1, 1, 0, Map.of()),
            MetricValues.builder().build(),
            null,
            values,
            null);
    return new EvaluationReport(SampleReports.run("r"), List.of(split), List.of());
  }

  @Test
  void the_main_metrics_of_each_value_are_there_as_far_as_they_are_defined() {
    assertThat(sliceKeys(SampleReports.sliced()))
        .containsExactly(
            "test/slices/country/_/row_count",
            "test/slices/country/_/loss_mean",
            "test/slices/country/_/loss_stderr",
            "test/slices/country/_/accuracy",
            "test/slices/country/NO/row_count",
            "test/slices/country/NO/loss_mean",
            "test/slices/country/NO/loss_stderr",
            "test/slices/country/NO/accuracy",
            "test/slices/country/SE/row_count",
            "test/slices/country/SE/loss_mean",
            "test/slices/country/SE/loss_stderr",
            "test/slices/country/SE/accuracy",
            "test/slices/country/_null_/row_count",
            "test/slices/user/a/row_count",
            "test/slices/user/a/loss_mean",
            "test/slices/user/a/loss_stderr",
            "test/slices/user/a/accuracy");
  }

  @Test
  void a_comparison_has_all_its_numbers_and_of_a_value_the_main_ones() {
    List<String> keys = keys(SampleComparisons.compared(1));

    assertThat(keys)
        .contains(
            "test/comparison.rows",
            "test/comparison.clusters",
            "test/comparison.loss_mean.difference",
            "test/comparison.loss_mean.upper_bound",
            "test/comparison.accuracy.better",
            "test/comparison.mcnemar_p",
            "test/comparison.kl_divergence",
            "train/comparison.infinite_loss_count")
        .doesNotContain("train/comparison.loss_mean.difference")
        .doesNotHaveDuplicates();
    assertThat(sliceKeys(SampleComparisons.compared(1)).stream().filter(k -> k.contains("compar")))
        .containsExactly(
            "test/slices/value/value0/comparison.rows",
            "test/slices/value/value0/comparison.loss_mean.difference",
            "test/slices/value/value0/comparison.loss_mean.stderr",
            "test/slices/value/value0/comparison.loss_mean.p");
  }

  @Test
  void marks_that_mlflow_refuses_and_long_names_are_made_to_fit_and_stay_apart() {
    String name = "\u00e4".repeat(60);
    List<SliceReport> values = new ArrayList<>();
    for (String value : List.of("a/b", "a:b", "..", name + "1", name + "2")) {
      values.add(SampleReports.value("age >= 60 OR " + name, value, 3, 0.5));
    }

    List<String> keys = sliceKeys(of(values));

    assertThat(keys).doesNotHaveDuplicates().hasSize(20);
    assertThat(keys)
        .allMatch(key -> key.getBytes(StandardCharsets.UTF_8).length <= 250)
        .allMatch(key -> key.matches("[\\p{L}\\p{N}_. /-]+"));
    assertThat(keys.get(0)).matches("test/slices/age __ 60 OR \u00e4+/a_b/row_count");
    assertThat(keys.get(4)).endsWith("/a_b-2/row_count");
    assertThat(keys.get(8)).endsWith("/_../row_count");
    assertThat(keys.get(16)).endsWith("-2/row_count");
  }

  @Test
  void there_are_no_more_of_them_from_so_many_metrics_on() {
    List<SliceReport> values =
        IntStream.range(0, 5_000)
            .mapToObj(i -> SampleReports.value("user", "u" + i, 3, 0.5))
            .toList();

    assertThat(keys(of(values))).hasSizeBetween(10_000, 10_010).contains("gates", "gates_failed");
  }
}
