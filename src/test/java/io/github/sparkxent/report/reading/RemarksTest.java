// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemarksTest {
  private static MetricValues.Builder metrics(long rows, double accuracy) {
    return MetricValues.builder().put("row_count", rows).put("accuracy", accuracy);
  }

  private static SplitReport split(long rows, MetricValues metrics, ClassSummary... classes) {
    return new SplitReport(
        "test",
        SampleReports.rows(rows, rows, 0, Map.of()),
        metrics,
        new SplitDetails(null, List.of(classes), null, null, null),
        null,
        null);
  }

  private static List<String> remarks(RunInfo run, SplitReport... splits) {
    return Remarks.of(new EvaluationReport(run, List.of(splits), List.of())).values().stream()
        .flatMap(List::stream)
        .map(one -> one.kind() + " " + one.split() + " " + one.figures())
        .toList();
  }

  private static List<String> remarks(SplitReport... splits) {
    return remarks(SampleReports.run("r"), splits);
  }

  private static RunInfo run(Map<String, Object> configuration) {
    RunInfo run = SampleReports.run("r");
    return new RunInfo(
        "id", "r", run.started(), run.finished(), Map.of(), configuration, run.input(), List.of());
  }

  @Test
  void there_are_none_on_a_good_split_and_none_on_rows_without_a_split() {
    assertThat(remarks(split(1000, metrics(1000, 0.9).put("mean_confidence", 0.91).build())))
        .isEmpty();
    assertThat(
            remarks(
                SampleReports.split(
                    null, SampleReports.rows(2, 0, 0, Map.of("a", 2L)), MetricValues.none())))
        .isEmpty();
  }

  @Test
  void infinite_losses_are_said_with_the_mean_of_the_others() {
    MetricValues metrics =
        metrics(1000, 0.9).put("infinite_loss_count", 3).put("finite_loss_mean", 0.25).build();
    assertThat(remarks(split(1000, metrics)))
        .containsExactly("INFINITE_LOSSES test 3 of 1,000 rows, the mean of the others is 0.2500");
  }

  @Test
  void losses_that_are_lower_bounds_are_counted_also_where_some_are_infinite() {
    MetricValues metrics =
        metrics(1000, 0.9)
            .put("infinite_loss_count", 1)
            .put("finite_loss_mean", null)
            .put("unlisted_label_count", 7)
            .build();
    assertThat(remarks(split(1000, metrics)))
        .containsExactly(
            "INFINITE_LOSSES test 1 of 1,000 rows", "LOWER_BOUNDS test 7 of 1,000 rows");
    MetricValues known = metrics(1000, 0.9).put("unlisted_label_count", 0).build();
    assertThat(remarks(split(1000, known))).isEmpty();
  }

  @Test
  void a_normalized_loss_above_1_is_worse_than_the_prior_and_may_be_within_its_interval() {
    MetricValues.Builder metrics = metrics(1000, 0.9).put("normalized_loss", 1.1);
    metrics.put("class_prior_entropy", 2.0).put("loss_mean_ci95_low", 2.1);
    assertThat(remarks(split(1000, metrics.build())))
        .containsExactly("WORSE_THAN_PRIOR test normalized loss 1.100");
    MetricValues unsure =
        metrics(1000, 0.9)
            .put("normalized_loss", 1.1)
            .put("class_prior_entropy", 2.0)
            .put("loss_mean_ci95_low", 1.9)
            .build();
    assertThat(remarks(split(1000, unsure)))
        .containsExactly("WORSE_THAN_PRIOR test normalized loss 1.100, within its interval");
    assertThat(remarks(split(1000, metrics(1000, 0.9).put("normalized_loss", 1.0).build())))
        .isEmpty();
  }

  @Test
  void an_accuracy_below_the_share_of_the_largest_class_and_classes_never_predicted_are_said() {
    ClassSummary large = new ClassSummary(0, 900, 0.1, 0.9, 0.9, 0.9);
    ClassSummary missed = new ClassSummary(1, 100, 3.0, null, 0.0, null);
    ClassSummary noLabel = new ClassSummary(2, 0, null, 0.0, null, null);
    SplitReport split = split(1000, metrics(1000, 0.89).build(), large, missed, noLabel);
    assertThat(remarks(split))
        .containsExactly(
            "BELOW_LARGEST_CLASS test accuracy 0.8900, share 0.9000",
            "NEVER_PREDICTED test 1 of 2 classes");
    assertThat(remarks(run(Map.of("columns", Map.of("weight", "w"))), split))
        .containsExactly("NEVER_PREDICTED test 1 of 2 classes");
  }

  @Test
  void a_confidence_above_the_accuracy_and_its_interval_is_overconfident() {
    assertThat(remarks(split(1000, metrics(1000, 0.8).put("mean_confidence", 0.86).build())))
        .containsExactly("OVERCONFIDENT test mean confidence 0.8600, accuracy 0.8000");
    assertThat(remarks(split(1000, metrics(1000, 0.8).put("mean_confidence", 0.84).build())))
        .isEmpty();
    assertThat(remarks(split(120, metrics(120, 0.8).put("mean_confidence", 0.86).build())))
        .isEmpty();
  }

  @Test
  void few_rows_and_few_clusters_are_said() {
    assertThat(remarks(split(99, metrics(99, 0.9).build())))
        .containsExactly("FEW_ROWS test 99 evaluated");
    assertThat(remarks(split(0, MetricValues.none()))).containsExactly("FEW_ROWS test 0 evaluated");
    assertThat(remarks(split(1000, metrics(1000, 0.9).put("cluster_count", 12).build())))
        .containsExactly("FEW_ROWS test 12 clusters");
  }
}
