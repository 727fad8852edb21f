// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What the page shows of a candidate beside a baseline. */
class ComparisonPageTest {
  private static final EvaluationReport COMPARED = SampleComparisons.compared(3);

  /** Returns the rows of a table of the comparison, as texts of their cells. */
  private static List<List<String>> rows(EvaluationReport report, int tableNumber) {
    Element table =
        Page.of(report).elements("table").stream()
            .filter(one -> one.getAttribute("class").equals("comparison"))
            .toList()
            .get(tableNumber);
    return Page.children(table, "tr").stream()
        .skip(1)
        .map(
            row ->
                Stream.concat(Page.children(row, "th").stream(), Page.children(row, "td").stream())
                    .map(cell -> cell.getTextContent().strip())
                    .toList())
        .toList();
  }

  @Test
  void nothing_of_it_is_there_without_a_baseline() {
    assertThat(new HtmlReport().render(SampleReports.detailed()))
        .doesNotContainIgnoringCase("candidate")
        .doesNotContain("class=\"baseline");
  }

  @Test
  void it_stands_above_the_splits() {
    assertThat(Page.of(COMPARED).text("h2"))
        .startsWith("Gates", "Comparison with the baseline", "Splits", "Rows");
  }

  @Test
  void each_group_is_sorted_by_evidence_with_the_undefined_last() {
    List<String> names = rows(COMPARED, 0).stream().map(row -> row.get(0)).toList();
    assertThat(names)
        .containsExactly(
            "test",
            "train",
            "test, slice value: 0 better, 1 worse, 2 not known",
            "value2",
            "value0",
            "value1");
  }

  @Test
  void classes_are_folded_and_sorted_as_well() {
    assertThat(Page.of(COMPARED).text("summary"))
        .contains("test, classes by label: 3 better, 0 worse, 7 not known");
    assertThat(rows(COMPARED, 1))
        .hasSize(10)
        .extracting(row -> Double.valueOf(row.get(6)))
        .isSorted();
  }

  @Test
  void a_row_has_both_means_their_difference_and_who_wins() {
    assertThat(rows(COMPARED, 0).get(0))
        .containsExactly(
            "test",
            "2,000",
            "0.303",
            "0.196",
            "-0.107",
            "no difference\nnot_worse, margin 0.02",
            "8.7e-21",
            "1,215 / 785");
  }

  @Test
  void intervals_are_coloured_by_their_side_and_cross_the_lines_of_zero_and_margins() {
    Page page = Page.of(COMPARED);
    assertThat(page.textsOf("path", "bar better")).hasSize(1 + 3);
    assertThat(page.textsOf("path", "bar worse")).hasSize(1);
    assertThat(page.textsOf("path", "bar unsure")).hasSize(2 + 7);
    assertThat(page.textsOf("path", "zero")).hasSize(14).containsOnly("no difference");
    assertThat(page.textsOf("path", "limit pass")).containsExactly("not_worse, margin 0.02");
    assertThat(page.textsOf("path", "limit fail"))
        .containsExactly("same, margin 0.05", "same, margin 0.05");
  }

  @Test
  void a_split_has_all_metrics_and_what_was_compared() {
    Page page = Page.of(COMPARED);
    assertThat(page.text("td"))
        .containsSequence(
            "0.9220", "0.9480", "+0.0260", "0.0178 to 0.0342", "4.8e-9", "948", "1,052", "0");
    assertThat(page.text("dd"))
        .containsSequence("2,000", "2 null_logits", "903", "0.9585", "0.1823", "2.7e-10")
        .containsSequence("6,000", "3", "0.9300", "1.0e-80");
  }

  @Test
  void both_histograms_and_both_diagrams_share_a_plot() {
    Page page = Page.of(COMPARED);
    assertThat(page.textsOf("path", "baseline")).hasSize(1 + 1 + 15);
    assertThat(page.text("figcaption"))
        .anyMatch(text -> text.contains("of the candidate in") && text.contains("of the baseline."))
        .anyMatch(text -> text.endsWith("1 more of the baseline are infinite."))
        .anyMatch(text -> text.contains("The other line: the baseline's accuracy."));
  }

  @Test
  void rows_that_changed_most_have_both_predictions_and_both_losses() {
    Page page = Page.of(COMPARED);
    assertThat(page.text("td"))
        .containsSequence("value-00412", "5", "3", "5", "11.2039", "0.00210000", "-11.2018")
        .containsSequence("value-00007", "7", "7", "0", "0.250000", "Infinity", "Infinity");
    assertThat(page.textsOf("td", "bad")).containsExactly("3", "4", "4", "0");
  }

  @Test
  void of_many_values_the_others_are_folded_and_their_long_intervals_cut() {
    Page page = Page.of(SampleComparisons.compared(250));
    assertThat(page.text("summary")).contains("The other 230 of test, slice value");
    assertThat(page.textsOf("p", "note")).contains("30 more of them are in metrics.json.");
    for (Element svg : page.elements("svg")) {
      if (svg.getAttribute("class").equals("interval")) {
        assertThat(Page.children(svg, "circle"))
            .allSatisfy(
                dot ->
                    assertThat(Double.parseDouble(dot.getAttribute("cx"))).isBetween(0.0, 320.0));
      }
    }
  }

  @Test
  void names_from_the_data_stay_text() {
    String hostile = "<script>alert(1)</script>" + "x".repeat(1000);
    String html = new HtmlReport().render(SampleComparisons.compared(30, 2, hostile));
    assertThat(html).doesNotContain("<script");
  }

  @Test
  void the_page_ends_with_what_its_intervals_are() {
    assertThat(Page.of(COMPARED).text("footer").get(0)).contains("1.96 standard errors");
    var metrics = MetricValues.builder().put("cluster_count", 7).build();
    assertThat(Page.of(SampleReports.of(metrics)).text("footer").get(0))
        .contains("by clusters of rows and Student's t")
        .doesNotContain("1.96");
  }

  @Test
  void many_verdicts_on_slices_that_passed_are_folded_below_the_others() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean passed = i != 7;
      verdicts.add(
          new Verdict(
              "test",
              SplitPart.value("value", "v" + i),
              "loss_mean",
              "worse",
              0.05,
              0.1,
              passed ? Verdict.Outcome.PASS : Verdict.Outcome.FAIL,
              passed,
              "judged",
              null));
    }
    Page page = Page.of(new EvaluationReport(COMPARED.run(), COMPARED.splits(), verdicts));
    assertThat(page.text("summary").get(0)).isEqualTo("199 that passed on slices and classes");
    assertThat(Page.children(page.elements("table").get(0), "tr")).hasSize(2);
    assertThat(page.text("td")).startsWith("\u2717 fail", "test, value=v7");
  }

  /** Returns the numbers after a letter in the paths of a class. */
  private static List<Double> places(Page page, String style) {
    return page.elements("path").stream()
        .filter(path -> path.getAttribute("class").equals(style))
        .map(path -> Double.valueOf(path.getAttribute("d").substring(1).split(" ")[0]))
        .toList();
  }

  @Test
  void the_margins_of_the_same_are_as_far_below_zero_as_above() {
    Page page = Page.of(COMPARED);
    double zero = places(page, "zero").get(0);
    assertThat(places(page, "zero")).containsOnly(zero);
    List<Double> margins = places(page, "limit fail");
    assertThat(margins.get(0)).isGreaterThan(zero + 5);
    assertThat(margins.get(0) + margins.get(1)).isCloseTo(2 * zero, within(0.02));
  }

  @Test
  void histograms_on_one_plot_keep_all_their_rows() {
    long rows =
        Page.of(COMPARED).textsOf("rect", "column").stream()
            .filter(title -> title.contains(" rows from "))
            .mapToLong(title -> Long.parseLong(title.split(" ")[0].replace(",", "")))
            .sum();
    assertThat(rows)
        .isEqualTo(
            COMPARED.splits().get(0).details().lossHistogram().bins().stream()
                .mapToLong(HistogramBin::count)
                .sum());
    assertThat(Page.of(COMPARED).text("figcaption").get(0)).contains(" in 19 bins");
  }

  @Test
  void the_bar_of_wins_and_losses_has_their_shares() {
    Page page = Page.of(COMPARED);
    assertThat(widths(page, "better").get(0)).isCloseTo(72.0 * 1215 / 2000, within(0.01));
    assertThat(widths(page, "worse").get(0)).isCloseTo(72.0 * 785 / 2000, within(0.01));
  }

  private static List<Double> widths(Page page, String style) {
    return page.elements("rect").stream()
        .filter(rect -> rect.getAttribute("class").equals(style))
        .map(rect -> Double.valueOf(rect.getAttribute("width")))
        .toList();
  }
}
