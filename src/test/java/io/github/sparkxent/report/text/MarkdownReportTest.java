// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.LargeReports;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static String render(EvaluationReport report) {
    return new MarkdownReport().render(report);
  }

  @Test
  void begins_with_the_verdict_and_what_failed() {
    assertThat(render(SampleReports.mnist()))
        .startsWith(
            """
            ## \u274c Failed: <code>mnist-mlp</code>

            **1 of 2 gates failed.**


            ### Gates that failed or are inconclusive

            | Verdict | Of | Asked | Reason |
            | --- | --- | --- | --- |
            | **fail** | <code>test</code> | loss&#95;mean max 0.25 | loss&#95;mean 0.261784 &#62; max 0.25 |

            ### Splits

            | Split | Read | Evaluated | Invalid | Mean loss | \u00b1 | Accuracy | Interval |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | <code>test</code> | 10,000 | 9,995 | 5 | 0.262 | 0.024 | 0.9312 | 0.9260 \u2013 0.9360 |
            """)
        .endsWith(
            ", spark-xent 0.1.0. Losses are in nats; \u00b1 and intervals have 95 % confidence.\n");
  }

  @Test
  void has_the_versions_of_tables_before_the_run() {
    var run = SampleReports.ofTable(SampleReports.run("r"));
    assertThat(render(SampleReports.withRun(SampleReports.mnist(), run)))
        .contains(
            "\n\n- input: lake.db.t at snapshot 328833931838820085 &#40;release&#41; of"
                + " 2026-11-28T10&#58;59&#58;59.220Z\n\nRun <code>");
  }

  @Test
  void says_of_what_the_run_is() {
    assertThat(render(SampleReports.tagged()))
        .contains(
            """
            **1 of 2 gates failed.**

            data of 2026-01-30, model&#58; mlp-7, git.commit&#58; 9fceb02

            """);
  }

  @Test
  void has_each_compared_metric_and_no_comparison_without_a_baseline() {
    assertThat(render(SampleComparisons.compared(2)))
        .contains(
            "### Comparison with the baseline",
            "| <code>loss&#95;mean</code> | 0.303 | 0.196 | **-0.107** |");
    assertThat(render(SampleReports.mnist())).doesNotContain("Comparison");
  }

  @Test
  void has_the_remarks_and_says_how_many_gates_are_left_out() {
    List<Verdict> gates = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      gates.add(new Verdict("s" + i, "accuracy", "min", 1, 0.5, false, "accuracy 0.5 < min 1"));
    }
    var split =
        new SplitReport(
            "few", SampleReports.rows(3, 3, 0, Map.of()), SampleReports.losses(3, 0.5, 0.1));
    assertThat(render(new EvaluationReport(SampleReports.run("r"), List.of(split), gates)))
        .contains("- \u26a0 **Few rows.** <code>few</code> (3 evaluated)\n")
        .contains("\n10 more are in metrics.json.\n");
  }

  @Test
  void text_from_data_stays_text_in_its_cell() {
    String hostile = "a|b `c` <img src=x>\n# @owner #4242 **x** [l](http://e) \u202e\u001b";
    String text = render(SampleReports.slicedBy(hostile, hostile));
    assertThat(text)
        .doesNotContain("a|b", "`", "<img", "@owner", "#4242", "**x**", "](", "\u202e", "\u001b")
        .contains("a&#124;b &#96;c&#96; &#60;img src=x&#62; &#35; &#64;owner");
    assertThat(text.lines().filter(line -> line.startsWith("| **fail**")))
        .singleElement()
        .satisfies(line -> assertThat(line.split("\\|")).hasSize(5));
    Verdict verdict = new Verdict("a", "m", "max", 1, null, false, "ask @owner of #12, www.e.org");
    assertThat(render(new EvaluationReport(SampleReports.run("r"), List.of(), List.of(verdict))))
        .contains("ask &#64;&#8288;owner of &#35;&#8288;12, www&#46;e.org");
  }

  @Test
  void has_the_values_of_slices_that_are_most_evidently_worse() {
    assertThat(render(SampleReports.sliced()))
        .contains(
            "### Slices, most evidently worse first",
            "| Split | Slice | Value | Evaluated | Mean loss | \u00b1 | Accuracy | Beside the others |");
    assertThat(render(SampleReports.mnist())).doesNotContain("Slices");
  }

  @Test
  void is_cut_where_it_would_be_too_long_and_says_so() {
    List<SplitReport> splits = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      splits.add(
          new SplitReport(
              "split-" + i + "-\u00e9".repeat(20),
              SampleReports.rows(500, 500, 0, Map.of()),
              SampleReports.losses(500, 0.5, 0.1)));
    }
    String text = render(new EvaluationReport(SampleReports.run("r"), splits, List.of()));
    assertThat(text.getBytes(StandardCharsets.UTF_8).length)
        .isBetween(59_000, MarkdownReport.MOST_BYTES);
    assertThat(text).endsWith(" |\n\n*The rest is cut at 60 kB; all of it is in metrics.json.*\n");
    assertThat(render(LargeReports.large())).doesNotContain("is cut");
  }
}
