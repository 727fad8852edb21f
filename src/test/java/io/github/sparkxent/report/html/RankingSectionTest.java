// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.metric.ranking.CurvePoint;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.text.ConsoleReport;
import io.github.sparkxent.report.text.MarkdownReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two classes in the views for people. */
class RankingSectionTest {
  private static EvaluationReport report() {
    List<CurvePoint> curve =
        List.of(
            new CurvePoint(2.5, 0.5, 0, 1, 1, 2.0 / 3),
            new CurvePoint(-0.25, 0.75, 0.5, 0.6, 0.5, 2.0 / 3),
            new CurvePoint(Double.NEGATIVE_INFINITY, 1, 1, 0.5, 0, 2.0 / 3));
    SplitReport split =
        new SplitReport(
            "test",
            new RowAccounting(8, 8, 0, 0, new TreeMap<>()),
            MetricValues.builder()
                .put("row_count", 8)
                .put("loss_sum", 4.0)
                .put("loss_mean", 0.5)
                .put("accuracy", 0.625)
                .put("auc", 0.71)
                .put("auc_lower_bound", 0.70124)
                .put("auc_upper_bound", 0.7188)
                .put("average_precision", 0.75)
                .put("average_precision_lower_bound", 0.75)
                .put("average_precision_upper_bound", 0.75)
                .build(),
            new SplitDetails(null, null, null, null, null, curve),
            null,
            null);
    return new EvaluationReport(SampleReports.run("r"), Map.of(), List.of(split), List.of());
  }

  @Test
  void draws_both_curves_with_the_bounds_of_their_areas() {
    Page page = Page.of(report());

    assertThat(page.text("h4")).contains("ROC curve", "Precision and recall");
    assertThat(page.text("figcaption"))
        .contains(
            "The area under the curve (AUC): 0.7012 to 0.7188. On the diagonal scores tell nothing.",
            "Average precision: 0.7500.");
    assertThat(page.text("title"))
        .contains(
            "score -0.250000 or more: recall 0.7500, false positive rate 0.5000, precision 0.6000");
  }

  @Test
  void has_a_table_of_thresholds() {
    assertThat(Page.of(report()).text("td"))
        .containsSequence("\u2265 2.50000", "0.5000", "1.0000", "0.0000", "1.0000", "0.6667")
        .containsSequence("\u2265 -0.250000", "0.7500", "0.5000", "0.5000", "0.6000", "0.6667");
  }

  @Test
  void the_terminal_and_markdown_have_a_column_for_auc() {
    assertThat(new ConsoleReport(false).render(report()))
        .containsPattern("perplexity +accuracy +auc\n")
        .containsPattern("0.6250 +0.7012 to 0.7188\n");
    assertThat(new MarkdownReport().render(report()))
        .contains("| Accuracy | Interval | AUC |")
        .contains("| 0.7012 to 0.7188 |");
  }
}
