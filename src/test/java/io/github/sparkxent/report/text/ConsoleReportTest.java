// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static io.github.sparkxent.report.SampleReports.rows;
import static io.github.sparkxent.report.SampleReports.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SampleVerdicts;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
  private static String render(EvaluationReport report) {
    return new ConsoleReport(false).render(report);
  }

  private static String row(MetricValues metrics) {
    return render(SampleReports.of(metrics)).lines().skip(3).findFirst().orElseThrow();
  }

  @Test
  void a_loss_that_is_a_lower_bound_stands_after_a_sign_in_every_table_of_splits() {
    MetricValues metrics =
        MetricValues.builder()
            .put("row_count", 200)
            .put("unlisted_label_count", 2)
            .put("loss_sum", 100.0)
            .put("loss_mean", 0.5)
            .put("perplexity", 1.6487212707001282)
            .put("accuracy", 0.75)
            .build();
    SplitReport split = new SplitReport("test", SampleReports.rows(200, 200, 0, Map.of()), metrics);
    EvaluationReport report =
        new EvaluationReport(SampleReports.run("r"), Map.of(), List.of(split), List.of());

    assertThat(new ConsoleReport(false).render(report))
        .contains(">= 100.00000  >= 0.500000", ">= 1.64872", "Losses are lower bounds")
        .contains("test (2 of 200 rows)");
    assertThat(new MarkdownReport().render(report))
        .contains("| >= 0.500000 |", "Losses are lower bounds");
  }

  @Test
  void a_report_reads_as_written_here() {
    assertThat(render(SampleReports.mnist()))
        .isEqualTo(
            """
            mnist-mlp  run 20260131T120000Z-1a2b

            split         rows  evaluated  ignored  invalid   loss_sum  loss_mean   +- 95%  perplexity  accuracy
            test        10,000      9,995        0        5  2616.5311      0.262    0.024     1.29925    0.9312
            train       55,000     54,990       10        0  2265.5880    0.04120  0.00171     1.04206    0.9312
            validation   5,000      5,000        0        0  1156.5000     0.2313   0.0080     1.26024    0.9312
            (null)           2          0        0        2          -          -        -           -         -

            invalid rows
            test    nan_logit   3
            test    null_label  2
            (null)  null_split  2

            gate FAIL  test: loss_mean 0.261784 > max 0.25
            gate pass  validation: accuracy 0.9312 >= min 0.9
            """);
  }

  @Test
  void what_read_the_rows_stands_below_the_name() {
    assertThat(render(SampleReports.readBy(null)).lines().skip(1))
        .startsWith("read by the scan", "");
    assertThat(
            render(SampleReports.readBy("columns.label is an \u001b expression")).lines().skip(1))
        .startsWith(
            "read by Spark's reader, not the scan: columns.label is an \\u001b expression", "");
  }

  @Test
  void ignored_and_invalid_are_left_out_where_there_are_none() {
    var report =
        new EvaluationReport(
            SampleReports.run("clean"),
            List.of(split("all", rows(3, 3, 0, Map.of()), SampleReports.losses(3, 0.5, 0))),
            List.of());
    assertThat(render(report))
        .isEqualTo(
            """
            clean  run 20260131T120000Z-1a2b

            split  rows  evaluated   loss_sum   loss_mean  +- 95%  perplexity  accuracy
            all       3          3  1.5000000  0.50000000       0     1.64872    0.9312
            remark  Few rows: all (3 evaluated)
            """);
  }

  @Nested
  class A_comparison {
    @Test
    void stands_below_the_splits_and_the_most_evident_slices_below_the_slices() {
      String text = render(SampleVerdicts.judged());

      assertThat(text.substring(text.indexOf("compared with"), text.indexOf("slices, most")))
          .isEqualTo(
              """
              compared with the baseline
              split  metric          baseline  candidate  difference       95 % interval        p  better  worse  equal
              test   loss_mean          0.303      0.196      -0.107    -0.129 to -0.085  8.7e-21   1,215    785      0
              test   accuracy          0.9220     0.9480     +0.0260    0.0178 to 0.0342   4.8e-9     948  1,052      0
              test   top_5_accuracy  0.995000   0.995000           0              0 to 0      1.0   1,000  1,000      0
              test   brier_score       0.1207     0.0825     -0.0382  -0.0462 to -0.0302  1.4e-19   1,076    924      0
              train  loss_mean       Infinity  0.0166500           -                   -        -   5,000  1,000      0
              train  accuracy          0.9300     0.9998     +0.0698    0.0633 to 0.0763  7.1e-98   2,581  3,419      0
              test: 2,000 rows compared, 2 not (null_logits), 903 clusters, equal predictions 0.9585, McNemar p 2.7e-10, KL divergence 0.1823
              train: 6,000 rows compared, 3 of an infinite loss, equal predictions 0.9300, McNemar p 1.0e-80

              """);
      assertThat(text.substring(text.indexOf("slices compared")))
          .isEqualTo(
              """
              slices compared by loss_mean, most evident first
              split  slice  value   compared  baseline  candidate  difference     95 % interval      p
              test   digit  digit1       113     0.300      0.207      -0.093  -0.167 to -0.020  0.046
              test   digit  digit0       105     0.300      0.348      +0.048   -0.029 to 0.125   0.47

              gate pass  test: -0.107 better
              gate INCONCLUSIVE  test: unclear
              gate FAIL  test, digit=0: +0.05 worse
              gate INCONCLUSIVE  test, digit=1: loss_mean fail_on worse 0.05: few
              gate pass  1 on slices and classes
              """);
    }

    @Test
    void of_many_slices_is_cut() {
      List<String> lines = render(SampleComparisons.compared(200)).lines().toList();

      int first = lines.indexOf("slices compared by loss_mean, most evident first");
      assertThat(lines.get(first + 7)).isEqualTo("195 more values are in metrics.json");
    }

    @Test
    void that_fails_is_a_line_of_the_log() {
      assertThat(ConsoleReport.failures(SampleVerdicts.judged()))
          .containsExactly(
              "gate inconclusive: split test: unclear",
              "gate failed: split test, digit=0: +0.05 worse",
              "gate inconclusive: split test, digit=1: loss_mean: few");
    }

    @Test
    void is_not_there_without_a_baseline() {
      assertThat(render(SampleReports.sliced())).doesNotContain("compared", "baseline");
    }

    @Test
    void keeps_control_characters_from_the_terminal() {
      assertThat(render(SampleComparisons.compared(1, 2, "\u001b[2J"))).doesNotContain("\u001b");
    }
  }

  @Nested
  class Digits {
    private MetricValues mean(double mean, Double error) {
      return MetricValues.builder()
          .put(MetricNames.LOSS_MEAN, mean)
          .put(MetricNames.LOSS_STDERR, error)
          .build();
    }

    @Test
    void the_mean_has_as_many_as_show_two_of_its_standard_error() {
      assertThat(row(mean(0.123456789, 0.0001))).contains("0.12346 ");
      assertThat(row(mean(0.123456789, 0.03))).contains("0.123 ");
      assertThat(row(mean(1234.56789, 25.0))).contains("1235 ");
    }

    @Test
    void the_mean_has_six_without_a_standard_error_and_eight_when_that_is_zero() {
      assertThat(row(mean(0.4076059644443803, null))).contains("0.407606 ");
      assertThat(row(mean(0.4076059644443803, Double.NaN))).contains("0.407606 ");
      assertThat(row(mean(0.4076059644443803, 0.0))).contains("0.40760596 ");
    }

    @Test
    void what_is_not_finite_is_named_and_what_is_undefined_is_a_hyphen() {
      var metrics =
          MetricValues.builder()
              .put("loss_sum", Double.POSITIVE_INFINITY)
              .put("loss_mean", Double.POSITIVE_INFINITY)
              .put("loss_stderr", Double.NaN)
              .put("loss_mean_ci95_low", Double.NaN)
              .put("loss_mean_ci95_high", Double.NaN)
              .put("perplexity", Double.POSITIVE_INFINITY)
              .put("accuracy", null)
              .build();
      assertThat(row(metrics).split(" +"))
          .containsExactly("all", "1", "1", "Infinity", "Infinity", "NaN", "Infinity", "-");
    }
  }

  @Nested
  class Names {
    private List<String> lines(String name) {
      return render(
              new EvaluationReport(
                  SampleReports.run("r"),
                  List.of(
                      split(name, rows(3, 3, 0, Map.of()), MetricValues.none()),
                      split("zz", rows(3, 3, 0, Map.of()), MetricValues.none())),
                  List.of()))
          .lines()
          .toList();
    }

    @Test
    void control_characters_do_not_reach_the_terminal() {
      assertThat(lines("a\u001b[31m\nb\u202e\u009b").get(3))
          .startsWith("a\\u001b[31m\\u000ab\\u202e\\u009b  ");
      var run = SampleReports.withWarnings(SampleReports.run("\u001b]0;x\u0007"), "\u001b[2J");
      var verdict = new Verdict("\u001b", "\u001b", "max", 1, null, false, "\u001b");
      assertThat(render(new EvaluationReport(run, List.of(), List.of(verdict))))
          .doesNotContain("\u001b")
          .doesNotContain("\u0007");
    }

    @Test
    void a_long_name_is_cut_to_forty_columns() {
      assertThat(lines("n".repeat(1000)).get(3)).startsWith("n".repeat(37) + "...     3");
    }

    @Test
    void wide_and_combining_characters_keep_the_columns() {
      assertThat(lines("\u6f22\u5b57").subList(3, 5))
          .containsExactly(
              "zz        3          3         -          -       -           -         -",
              "\u6f22\u5b57      3          3         -          -       -           -         -");
      assertThat(lines("e\u0301a").get(3)).startsWith("e\u0301a        3");
    }
  }

  @Test
  void warnings_stand_below_the_header() {
    var run = SampleReports.withWarnings(SampleReports.run("r"), "3 files were skipped");
    assertThat(render(new EvaluationReport(run, List.of(), List.of())))
        .isEqualTo("r  run 20260131T120000Z-1a2b\nwarning  3 files were skipped\n");
  }

  @Test
  void a_gate_without_a_value_names_its_rule() {
    var verdict =
        new Verdict("tset", "loss_mean", "max", 0.25, null, false, "no split 'tset'; splits are a");
    assertThat(render(new EvaluationReport(SampleReports.run("r"), List.of(), List.of(verdict))))
        .endsWith("\ngate FAIL  tset: loss_mean max 0.25: no split 'tset'; splits are a\n");
  }

  @Test
  void a_failed_gate_is_one_line_for_a_log_whatever_its_split_is_called() {
    var missing = new Verdict("a\u001b\n", "m", "max", 0.25, null, false, "no\nvalue");
    var passed = new Verdict("a", "m", "max", 1, 0.5, true, "m 0.5 <= max 1");
    var report = new EvaluationReport(SampleReports.run("r"), List.of(), List.of(missing, passed));
    assertThat(ConsoleReport.failures(report)).hasSize(1);
    assertThat(ConsoleReport.failures(report).get(0))
        .contains("a\\u001b\\u000a")
        .contains("no\\u000avalue")
        .doesNotContain("\n");
  }

  @Test
  void colours_come_only_when_asked_for_and_change_no_column() {
    String plain = render(SampleReports.mnist());
    String coloured = new ConsoleReport(true).render(SampleReports.mnist());
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured)
        .contains("\u001b[1;31mgate FAIL\u001b[0m")
        .contains("\u001b[32mgate pass\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void slices_come_by_evidence_and_verdicts_that_pass_on_parts_in_one_line() {
    assertThat(render(SampleReports.sliced()))
        .endsWith(
            """

            slices, most evidently worse first
            split  slice    value   evaluated  loss_mean  +- 95%  accuracy  beside the others
            test   country  SE            900      0.900   0.176    0.9312              worse
            test   country  NO          2,000      0.100   0.020    0.9312             better
            test   country  ""             10      0.500   0.098    0.9312           few rows
            test   country  (null)          1          -       -         -                  -
            test   user     a              30      0.300   0.059    0.9312      within chance

            gate FAIL  test, country=SE: judged
            gate INCONCLUSIVE  test, country=(null): loss_mean max 0.25: too few rows
            gate pass  3 on slices and classes, 1 of them inconclusive
            """);
  }

  @Test
  void of_many_values_the_worst_are_shown_and_how_many_more_there_are() {
    List<SliceReport> values = new ArrayList<>();
    for (int slice = 0; slice < 9; slice++) {
      for (int i = 0; i < 100; i++) {
        values.add(SampleReports.value("slice" + slice, "v" + i, 10, slice + i / 100.0));
      }
    }
    var split =
        new SplitReport(
            "all", rows(1000, 1000, 0, Map.of()), MetricValues.none(), null, values, null);
    List<String> lines =
        render(new EvaluationReport(SampleReports.run("r"), List.of(split), List.of()))
            .lines()
            .toList();
    assertThat(lines).hasSize(28);
    assertThat(lines.get(7)).startsWith("all    slice8  v99  ");
    assertThat(lines.get(27)).isEqualTo("880 more values are in metrics.json");
  }

  @Test
  void of_many_failed_gates_the_first_are_shown_and_how_many_more_there_are() {
    Verdict failed =
        new Verdict("test", "loss_mean", "max", 0.25, 0.5, false, "loss_mean 0.5 > max 0.25");
    var report =
        new EvaluationReport(SampleReports.run("r"), List.of(), Collections.nCopies(60, failed));

    assertThat(render(report))
        .endsWith(
            "\ngate FAIL  test: loss_mean 0.5 > max 0.25\ngate FAIL  10 more, see metrics.json\n");
    assertThat(ConsoleReport.failures(report))
        .hasSize(51)
        .startsWith("gate failed: split test: loss_mean 0.5 > max 0.25")
        .endsWith("10 more gates failed");
  }

  @Test
  void the_values_of_slices_are_cut_and_cannot_steer_the_terminal() {
    String text = render(SampleReports.slicedBy("\u001b[2J", "\u001b\n" + "x".repeat(10_000)));

    assertThat(text).doesNotContain("\u001b");
    assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(150);
    assertThat(ConsoleReport.failures(SampleReports.slicedBy("s", "\u001b\n<b>")))
        .containsExactly("gate failed: split all, s=\\u001b\\u000a<b>: 0.5 > 0.25");
  }
}
