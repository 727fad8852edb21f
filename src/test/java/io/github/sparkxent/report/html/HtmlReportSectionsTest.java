// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.LargeReports;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleDetails;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each section of the page shows. */
class HtmlReportSectionsTest {
  @Nested
  class Details {
    @Test
    void nothing_is_shown_of_what_is_absent() {
      assertThat(Page.of(SampleReports.mnist()).text("h3"))
          .containsExactly("Invalid rows by reason");
      assertThat(Page.of(SampleReports.detailed()).text("h3"))
          .containsExactly("Invalid rows by reason", "Split test");
      assertThat(Page.of(SampleReports.detailed()).text("h4"))
          .containsExactly(
              "Losses",
              "Calibration",
              "Confusion matrix",
              "Classes",
              "Rows with the largest losses");
    }

    @Test
    void the_calibration_error_stands_below_its_diagram() {
      var metrics = MetricValues.builder().put("ece", 0.01234).build();
      var split =
          new SplitReport(
              "a", SampleReports.rows(1, 1, 0, Map.of()), metrics, SampleDetails.of(2), null, null);
      var report = new EvaluationReport(SampleReports.run("r"), List.of(split), List.of());
      assertThat(Page.of(report).text("figcaption"))
          .anySatisfy(text -> assertThat(text).contains("(ECE): 0.0123."));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 12, 13, 100, 101, 1000})
    void any_number_of_classes_fits(int numClasses) {
      var report =
          SampleReports.withDetails(SampleReports.mnist(), "test", SampleDetails.of(numClasses));
      String html = new HtmlReport().render(report);
      assertThat(html.length()).isLessThan(2_000_000);
      assertThat(Page.of(report).textsOf("rect", "right")).hasSizeBetween(1, 100);
    }

    @Test
    void thirty_splits_of_a_thousand_classes_are_a_page_below_ten_megabytes() {
      String html = new HtmlReport().render(LargeReports.large());
      assertThat(html.length()).isBetween(1_000_000, 10_000_000);
      assertThat(html).contains("<path class=\"right\"").doesNotContain("<rect class=\"right\"");
    }

    @Test
    void of_many_classes_the_worst_come_first_and_all_are_there() {
      var report = SampleReports.withDetails(SampleReports.mnist(), "test", SampleDetails.of(1000));
      Page page = Page.of(report);
      assertThat(page.textsOf("p", "note"))
          .anyMatch(note -> note.startsWith("The 20 of 1,001 classes that are most surely missed"));
      assertThat(page.text("summary")).contains("All 1,001 classes");
      assertThat(page.textsOf("table", "classes")).hasSize(2);
    }
  }

  @Test
  void the_input_is_shown_with_what_speaks_for_its_integrity() {
    var run = SampleReports.run("r");
    var input =
        new InputManifest(
                List.of(new InputFile("f.parquet", 4096, 7L)), 7L, "verified", "0123ab", null, null)
            .readBy("the format is <csv>")
            .ofTables(List.of(SampleReports.snapshot()));
    var report =
        new EvaluationReport(
            new RunInfo(
                "id", "r", run.started(), run.finished(), Map.of(), Map.of(), input, List.of()),
            List.of(
                SampleReports.split(
                    "a", SampleReports.rows(7, 7, 0, Map.of()), MetricValues.none())),
            List.of());
    assertThat(Page.of(report).text("dd"))
        .containsExactly(
            "1, 4.1 kB",
            "lake.db.t at snapshot 328833931838820085 (release) of 2026-11-28T10:59:59.220Z",
            "7, all of them read",
            "7",
            "verified",
            "0123ab",
            "Spark's reader, not the scan: the format is <csv>");
  }

  @Test
  void the_configuration_has_a_line_for_each_gate_and_folds_long_values() {
    var run = SampleReports.run("r");
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("classes", Collections.nCopies(1000, "tench"));
    Map<String, Object> gate = new LinkedHashMap<>();
    gate.put("split", null);
    gate.put("metric", "accuracy");
    configuration.put("gates", List.of(gate, Map.of("metric", "loss_mean")));
    var shown =
        new RunInfo(
            "id",
            "r",
            run.started(),
            run.finished(),
            Map.of(),
            configuration,
            run.input(),
            List.of());
    Page page = Page.of(new EvaluationReport(shown, List.of(), List.of()));

    assertThat(page.text("dt")).contains("classes", "gates[0]", "gates[1]");
    assertThat(page.text("dd")).contains("{metric: accuracy}", "{metric: loss_mean}");
    assertThat(page.text("summary")).anyMatch(text -> text.matches("\\[tench, .* \\.\\.\\."));
  }

  @Test
  void losses_that_are_not_finite_have_no_interval_but_a_number() {
    var metrics =
        MetricValues.builder()
            .put("loss_mean", Double.POSITIVE_INFINITY)
            .put("loss_stderr", Double.NaN)
            .put("loss_mean_ci95_low", Double.NaN)
            .put("loss_mean_ci95_high", Double.NaN)
            .build();
    Page page = Page.of(SampleReports.of(metrics));
    assertThat(page.text("td")).contains("Infinity", "NaN");
    assertThat(page.elements("circle")).isEmpty();
  }

  @Test
  void the_limit_of_a_loss_gate_is_drawn_where_it_is_near() {
    assertThat(Page.of(SampleReports.mnist()).textsOf("path", "limit fail"))
        .containsExactly("max 0.25");
    var far = new Verdict("test", "loss_mean", "max", 99, 0.26, true, "0.26 <= 99");
    var report =
        new EvaluationReport(SampleReports.run("r"), SampleReports.mnist().splits(), List.of(far));
    assertThat(Page.of(report).textsOf("path", "limit pass")).isEmpty();
  }

  @Test
  void of_many_gates_the_failed_are_in_sight_and_the_others_folded_by_kind() {
    Page page = Page.of(LargeReports.large());
    assertThat(page.text("summary"))
        .contains(
            "4 more that failed or are inconclusive",
            "29 that passed on whole splits",
            "947 that passed on slices and classes");
    assertThat(page.textsOf("span", "badge").subList(0, 20))
        .noneMatch(word -> word.contains("pass"))
        .startsWith("\u2717 fail")
        .endsWith("? inconclusive");
  }

  @Test
  void remarks_stand_below_the_verdict_with_the_first_splits_in_sight() {
    String html = new HtmlReport().render(LargeReports.large());
    String last = "id=\"xent-gates\"";
    // To search the whole page for a sequence takes a minute.
    assertThat(html.substring(0, html.indexOf(last) + last.length()))
        .containsSubsequence(
            "class=\"verdict fail\"",
            "Worse than always predicting the shares of the labels.",
            ">market-21<",
            "(normalized loss 1.009, within its interval)",
            ">market-23<",
            "and 6 more",
            "Overconfident",
            "<nav ",
            last);
    assertThat(new HtmlReport().render(SampleReports.detailed()))
        .doesNotContain("class=\"remarks\"");
  }

  @Test
  void many_splits_are_folded_and_few_are_open() {
    assertThat(new HtmlReport().render(LargeReports.large()))
        .contains("<details class=\"split\">")
        .doesNotContain("<details class=\"split\" open");
    assertThat(new HtmlReport().render(SampleReports.detailed()))
        .contains("<details class=\"split\" open=\"open\">");
  }

  @Nested
  class Slices {
    @ParameterizedTest
    @CsvSource({
      "Infinity, the mean loss of the split is infinite.",
      "0.5, there are too few rows or clusters on one side."
    })
    void says_why_no_value_is_judged(double mean, String why) {
      var split =
          new SplitReport(
              "a",
              SampleReports.rows(100, 100, 0, Map.of()),
              SampleReports.losses(100, mean, 0.01),
              null,
              List.of(SampleReports.value("s", "v", 80, 0.5)),
              null);
      var report = new EvaluationReport(SampleReports.run("r"), List.of(split), List.of());
      assertThat(Page.of(report).text("p"))
          .contains("No value can be held against the others: " + why);
    }

    @Test
    void are_tables_by_evidence_with_few_rows_last_and_say_what_is_left_out() {
      String html = new HtmlReport().render(SampleReports.sliced());
      assertThat(html)
          .containsSubsequence(
              "Slice <code>country</code>",
              "Of 2 values 1 is worse than the other rows by more than chance",
              "SE</span>",
              ">worse, ",
              "NO</span>",
              ">better, ",
              "&quot;&quot;</span>",
              ">few rows<",
              "(null)</span>",
              "Slice <code>user</code>",
              "The first 1 values in order; 2,882 rows",
              "a</span>");
      assertThat(html).containsOnlyOnce("badge unsure");
    }

    @Test
    void and_gates_come_failed_then_inconclusive_then_passed() {
      assertThat(new HtmlReport().render(SampleReports.sliced()))
          .containsSubsequence(
              ">test, country=SE<", ">test, country=(null)<", ">test, user<", ">test, country=NO<");
    }

    @Test
    void cannot_break_out_of_the_page_and_are_cut() {
      String hostile = "<script>alert(1)</script>\n" + "x".repeat(10_000);
      String html = new HtmlReport().render(SampleReports.slicedBy(hostile, hostile));
      assertThat(html).doesNotContain("<script").doesNotContain("x".repeat(500));
    }

    @Test
    void of_many_values_the_others_are_folded() {
      List<SliceReport> values = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        values.add(SampleReports.value("s", "value" + i, 10, i));
      }
      var split =
          new SplitReport(
              "all",
              SampleReports.rows(10_000, 10_000, 0, Map.of()),
              SampleReports.losses(10_000, 1, 1),
              null,
              values,
              null);
      String html =
          new HtmlReport()
              .render(new EvaluationReport(SampleReports.run("r"), List.of(split), List.of()));
      assertThat(html)
          .containsSubsequence(
              ">value999<",
              ">value980<",
              "The other 980 values",
              ">value979<",
              "780 more values are in metrics.json.");
    }
  }
}
