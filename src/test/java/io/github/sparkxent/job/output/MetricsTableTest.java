// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MetricsTableTest {
  /** Split, slice, value, metric and number of each line. */
  private static List<List<Object>> lines(EvaluationReport report) {
    return MetricsTable.lines(report).stream()
        .map(line -> Arrays.asList(line.get(3), line.get(4), line.get(5), line.get(6), line.get(7)))
        .toList();
  }

  private static List<Object> line(
      String split, String slice, String value, String metric, Double number) {
    return Arrays.asList(split, slice, value, metric, number);
  }

  @Test
  void a_comparison_is_among_the_metrics_of_its_split_and_values() {
    assertThat(lines(SampleComparisons.compared(1)))
        .contains(
            line("test", null, null, "loss_mean", 0.195878),
            line("test", null, null, "comparison.rows", 2000.0),
            line("test", null, null, "comparison.rows_not_compared", 2.0),
            line("test", null, null, "comparison.clusters", 903.0),
            line("test", null, null, "comparison.loss_mean.difference", -0.107285),
            line("test", null, null, "comparison.accuracy.stderr", 0.0042),
            line("test", null, null, "comparison.mcnemar_p", 2.68906865759e-10),
            line("test", "value", "value0", "comparison.loss_mean.baseline", 0.3),
            line("train", null, null, "comparison.infinite_loss_count", 3.0),
            line("train", null, null, "comparison.loss_mean.difference", null));
  }

  @Test
  void without_a_baseline_there_are_no_lines_of_it() {
    assertThat(lines(SampleReports.sliced()))
        .isNotEmpty()
        .noneMatch(line -> line.get(3).toString().startsWith("comparison"));
    assertThat(MetricsTable.lines(SampleReports.mnist())).extracting(Row::length).containsOnly(15);
  }

  @Test
  void a_verdict_is_a_line_of_its_own_metric_with_what_was_asked() {
    List<List<Object>> verdicts =
        MetricsTable.lines(SampleReports.sliced()).stream()
            .filter(line -> !line.isNullAt(13))
            .map(line -> Arrays.asList(line.get(3), line.get(4), line.get(5), line.get(6)))
            .toList();
    assertThat(verdicts)
        .hasSameSizeAs(SampleReports.sliced().gates())
        .contains(Arrays.asList("test", "country", "SE", "gate.loss_mean"));

    Row failed =
        MetricsTable.lines(SampleReports.mnist()).stream()
            .filter(line -> line.getString(6).equals("gate.loss_mean"))
            .findFirst()
            .orElseThrow();
    assertThat(failed.get(7)).isEqualTo(0.261784);
    assertThat(Arrays.asList(failed.get(11), failed.get(12), failed.get(13), failed.get(14)))
        .containsExactly("max", 0.25, "fail", false);
  }

  @Test
  void each_line_has_the_day_and_the_tags_of_its_run() {
    assertThat(MetricsTable.lines(SampleReports.tagged()))
        .allSatisfy(
            line -> {
              assertThat(line.get(8)).isEqualTo(LocalDate.parse("2026-01-30"));
              assertThat(line.get(9)).isEqualTo(Map.of("model", "mlp-7", "git.commit", "9fceb02"));
            });
  }
}
