// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SampleVerdicts;
import io.github.sparkxent.report.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrometheusReportTest {
  /** A sample line of the text format 0.0.4, without a time stamp. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*\\{[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\""
              + "(,[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\")*\\} "
              + "(NaN|[+-]Inf|-?[0-9.]+(E-?[0-9]+)?)");

  private static List<String> lines(EvaluationReport report) {
    String text = new PrometheusReport().render(report);
    assertThat(text).endsWith("\n");
    return List.of(text.split("\n"));
  }

  private static EvaluationReport named(String name, String split) {
    return new EvaluationReport(
        SampleReports.run(name),
        List.of(
            SampleReports.split(
                split,
                SampleReports.rows(3, 2, 0, Map.of("null_label", 1L)),
                MetricValues.builder().put("loss_mean", 0.5).build())),
        List.of());
  }

  @Test
  void a_report_stands_as_written_here() {
    var metrics =
        MetricValues.builder().put("row_count", 2).put("loss_mean", 0.25).put("x", null).build();
    var report =
        new EvaluationReport(
            SampleReports.run("mnist-mlp"),
            List.of(
                SampleReports.split("a", SampleReports.rows(2, 2, 0, Map.of()), metrics),
                SampleReports.split(
                    "b", SampleReports.rows(4, 2, 1, Map.of("nan_logit", 1L)), metrics),
                SampleReports.split(
                    null,
                    SampleReports.rows(7, 0, 0, Map.of("null_split", 7L)),
                    MetricValues.none())),
            List.of(new Verdict("a", "loss_mean", "max", 0.2, 0.25, false, "0.25 > 0.2")));
    assertThat(new PrometheusReport().render(report))
        .isEqualTo(
            """
            # HELP sparkxent_run_info What ran; the value is always 1.
            # TYPE sparkxent_run_info gauge
            sparkxent_run_info{name="mnist-mlp",run_id="20260131T120000Z-1a2b",version_spark_xent="0.1.0",version_spark="4.2.0",version_java="17.0.15"} 1
            # HELP sparkxent_run_started_seconds When the evaluation began, in seconds since 1970.
            # TYPE sparkxent_run_started_seconds gauge
            sparkxent_run_started_seconds{name="mnist-mlp"} 1769860800.000
            # HELP sparkxent_run_finished_seconds When its results were complete, in seconds since 1970.
            # TYPE sparkxent_run_finished_seconds gauge
            sparkxent_run_finished_seconds{name="mnist-mlp"} 1769860841.250
            # HELP sparkxent_run_failed 1 if the run ended without a report, 0 if it published one, whatever its gates said.
            # TYPE sparkxent_run_failed gauge
            sparkxent_run_failed{name="mnist-mlp"} 0
            # HELP sparkxent_rows The rows read, by outcome.
            # TYPE sparkxent_rows gauge
            sparkxent_rows{name="mnist-mlp",split="a",outcome="evaluated"} 2
            sparkxent_rows{name="mnist-mlp",split="a",outcome="ignored"} 0
            sparkxent_rows{name="mnist-mlp",split="a",outcome="invalid"} 0
            sparkxent_rows{name="mnist-mlp",split="b",outcome="evaluated"} 2
            sparkxent_rows{name="mnist-mlp",split="b",outcome="ignored"} 1
            sparkxent_rows{name="mnist-mlp",split="b",outcome="invalid"} 1
            # HELP sparkxent_invalid_rows The rows that could not be evaluated, by reason.
            # TYPE sparkxent_invalid_rows gauge
            sparkxent_invalid_rows{name="mnist-mlp",split="b",reason="nan_logit"} 1
            # HELP sparkxent_rows_without_split The rows read that have no split.
            # TYPE sparkxent_rows_without_split gauge
            sparkxent_rows_without_split{name="mnist-mlp"} 7
            # HELP sparkxent_row_count The evaluated rows.
            # TYPE sparkxent_row_count gauge
            sparkxent_row_count{name="mnist-mlp",split="a"} 2
            sparkxent_row_count{name="mnist-mlp",split="b"} 2
            # HELP sparkxent_loss_mean The loss sum divided by the weight sum, in nats.
            # TYPE sparkxent_loss_mean gauge
            sparkxent_loss_mean{name="mnist-mlp",split="a"} 0.25
            sparkxent_loss_mean{name="mnist-mlp",split="b"} 0.25
            # HELP sparkxent_gate_passed 1 if the gate passed, 0 if not.
            # TYPE sparkxent_gate_passed gauge
            sparkxent_gate_passed{name="mnist-mlp",split="a",metric="loss_mean",rule="max",limit="0.2"} 0
            """);
  }

  @Test
  void what_is_not_finite_is_spelled_as_the_format_does() {
    var metrics =
        MetricValues.builder()
            .put("a", Double.NaN)
            .put("b", Double.POSITIVE_INFINITY)
            .put("c", Double.NEGATIVE_INFINITY)
            .put("d", 1.0E23)
            .build();
    assertThat(lines(SampleReports.of(metrics)))
        .contains(
            "sparkxent_a{name=\"sample\",split=\"all\"} NaN",
            "sparkxent_b{name=\"sample\",split=\"all\"} +Inf",
            "sparkxent_c{name=\"sample\",split=\"all\"} -Inf",
            "sparkxent_d{name=\"sample\",split=\"all\"} 1.0E23");
  }

  @Test
  void label_values_are_escaped() {
    assertThat(lines(named("a\"b", "c\\d\ne")))
        .contains("sparkxent_loss_mean{name=\"a\\\"b\",split=\"c\\\\d\\ne\"} 0.5");
  }

  @Test
  void every_line_is_a_comment_or_a_sample_and_no_series_comes_twice() {
    var gate = new Verdict(null, "m", "max", 1, null, false, "no split");
    var report =
        new EvaluationReport(
            SampleReports.run("\n\"\\{}"), SampleReports.mnist().splits(), List.of(gate, gate));
    Set<String> series = new HashSet<>();
    for (String line : lines(report)) {
      if (!line.startsWith("# ")) {
        assertThat(line).matches(SAMPLE);
        assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).isTrue();
      }
    }
    assertThat(series).hasSizeGreaterThan(20);
  }

  @Test
  void versions_become_labels_of_letters_that_the_format_allows() {
    var run = SampleReports.run("r");
    Map<String, String> versions = Map.of("scala-2.13 library", "2.13.16");
    var odd =
        new RunInfo(
            "id", "r", run.started(), run.finished(), versions, Map.of(), run.input(), List.of());
    assertThat(lines(new EvaluationReport(odd, List.of(), List.of())).get(2))
        .contains("version_scala_2_13_library=\"2.13.16\"");
  }

  @Test
  void a_run_without_a_report_says_so_and_has_no_figures() {
    Instant start = Instant.parse("2026-01-31T12:00:00Z");
    assertThat(PrometheusReport.ofFailure("e", "r", start, start.plusSeconds(2), 5))
        .isEqualTo(
            """
            # HELP sparkxent_run_info What ran; the value is always 1.
            # TYPE sparkxent_run_info gauge
            sparkxent_run_info{name="e",run_id="r"} 1
            # HELP sparkxent_run_started_seconds When the evaluation began, in seconds since 1970.
            # TYPE sparkxent_run_started_seconds gauge
            sparkxent_run_started_seconds{name="e"} 1769860800.000
            # HELP sparkxent_run_finished_seconds When its results were complete, in seconds since 1970.
            # TYPE sparkxent_run_finished_seconds gauge
            sparkxent_run_finished_seconds{name="e"} 1769860802.000
            # HELP sparkxent_run_failed 1 if the run ended without a report, 0 if it published one, whatever its gates said.
            # TYPE sparkxent_run_failed gauge
            sparkxent_run_failed{name="e"} 1
            # HELP sparkxent_run_exit_code The exit code of the program.
            # TYPE sparkxent_run_exit_code gauge
            sparkxent_run_exit_code{name="e"} 5
            """);
    assertThat(PrometheusReport.ofFailure("e", "r", start, start, null))
        .doesNotContain("exit_code")
        .contains("sparkxent_run_failed{name=\"e\"} 1");
  }

  @Test
  void tags_are_labels_of_one_series_and_the_day_is_a_time() {
    assertThat(lines(SampleReports.tagged()))
        .contains(
            "sparkxent_run_tags_info{name=\"mnist-mlp\",tag_model=\"mlp-7\",tag_git_commit=\"9fceb02\"} 1",
            "sparkxent_run_data_date_seconds{name=\"mnist-mlp\"} 1769731200");
    assertThat(lines(SampleReports.mnist())).noneMatch(line -> line.matches(".*(tag|data_date).*"));
  }

  @Test
  void slices_are_families_of_their_own_and_null_is_not_the_empty_text() {
    assertThat(lines(SampleReports.sliced()))
        .contains(
            "sparkxent_slice_loss_mean{name=\"sliced\",split=\"test\",slice=\"country\",value=\"\"} 0.5",
            "sparkxent_slice_row_count{name=\"sliced\",split=\"test\",slice=\"country\",value=\"(null)\",is_null=\"true\"} 1",
            "sparkxent_loss_mean{name=\"sliced\",split=\"test\"} 0.35",
            "sparkxent_gate_passed{name=\"sliced\",split=\"test\",slice=\"country\",value=\"SE\",metric=\"loss_mean\",rule=\"max\",limit=\"0.25\"} 0",
            "sparkxent_gate_passed{name=\"sliced\",split=\"test\",class=\"3\",metric=\"loss_mean\",rule=\"max\",limit=\"0.25\"} 1",
            "sparkxent_gate_inconclusive{name=\"sliced\",split=\"test\",slice=\"user\",metric=\"loss_mean\",rule=\"max\",limit=\"0.25\"} 1");
  }

  @Test
  void a_comparison_has_families_by_figure_with_the_metric_as_a_label() {
    List<String> lines = lines(SampleVerdicts.judged());

    assertThat(lines)
        .contains(
            "sparkxent_comparison_rows{name=\"candidate\",split=\"test\"} 2000",
            "sparkxent_comparison_difference{name=\"candidate\",split=\"test\",metric=\"loss_mean\"} -0.107285",
            "sparkxent_comparison_baseline{name=\"candidate\",split=\"train\",metric=\"loss_mean\"} +Inf",
            "sparkxent_comparison_stderr{name=\"candidate\",split=\"test\",metric=\"accuracy\"} 0.0042",
            "sparkxent_comparison_lower_bound{name=\"candidate\",split=\"test\",metric=\"top_5_accuracy\"} 0.0",
            "sparkxent_comparison_upper_bound{name=\"candidate\",split=\"test\",metric=\"loss_mean\"} -0.08892351000000001",
            "sparkxent_slice_comparison_baseline{name=\"candidate\",split=\"test\",slice=\"digit\",value=\"digit0\",metric=\"loss_mean\"} 0.3",
            "sparkxent_gate_passed{name=\"candidate\",split=\"test\",metric=\"loss_mean\",rule=\"not_worse\",limit=\"0.005\"} 0")
        .noneMatch(
            line ->
                line.startsWith(
                    "sparkxent_comparison_difference{name=\"candidate\",split=\"train\",metric=\"loss_mean\""));
    assertThat(lines.stream().filter(line -> !line.startsWith("# ")))
        .allMatch(SAMPLE.asMatchPredicate());
  }

  @Test
  void any_value_of_a_slice_is_one_sample_line() {
    String hostile = "\"} 1\n# TYPE x\\\r" + "x".repeat(500);
    for (String line : lines(SampleReports.slicedBy(hostile, hostile))) {
      if (!line.startsWith("# ")) {
        assertThat(line.replace('\r', ' ')).matches(SAMPLE);
      }
    }
  }
}
