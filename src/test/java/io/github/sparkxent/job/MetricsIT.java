// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.report.EvaluationReport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The metrics beside the loss, held against a second, plain implementation of them. */
class MetricsIT extends EvaluationFixture {
  MetricsIT(SparkSession spark) {
    super(spark);
  }

  private static double value(EvaluationReport report, String metric) {
    return report.splits().get(0).metrics().value(metric).doubleValue();
  }

  @Test
  void gives_the_other_metrics_as_a_second_implementation_does() {
    EvaluationReport report = evaluate(MNIST);
    List<Row> rows = mnist().where("split = 'test'").select("label", "logits").collectAsList();
    double brier = 0;
    double confidences = 0;
    double[] binConfidence = new double[15];
    double[] binCorrect = new double[15];
    int top5 = 0;
    int[] labelled = new int[10];
    int[] found = new int[10];
    for (Row row : rows) {
      int label = row.getInt(0);
      double[] p = softmax(row.<Float>getList(1));
      int prediction = 0;
      int above = 0;
      for (int c = 0; c < 10; c++) {
        prediction = p[c] > p[prediction] ? c : prediction;
        above += p[c] > p[label] ? 1 : 0;
        brier += (p[c] - (c == label ? 1 : 0)) * (p[c] - (c == label ? 1 : 0));
      }
      int bin = Math.min(14, (int) (p[prediction] * 15));
      confidences += p[prediction];
      binConfidence[bin] += p[prediction];
      binCorrect[bin] += prediction == label ? 1 : 0;
      top5 += above < 5 ? 1 : 0;
      labelled[label]++;
      found[label] += prediction == label ? 1 : 0;
    }
    double ece = 0;
    double entropy = 0;
    for (int bin = 0; bin < 15; bin++) {
      ece += Math.abs(binConfidence[bin] - binCorrect[bin]) / rows.size();
    }
    for (int c = 0; c < 10; c++) {
      double share = (double) labelled[c] / rows.size();
      entropy -= share * Math.log(share);
      assertThat(report.splits().get(0).details().classes().get(c).recall())
          .isEqualTo((double) found[c] / labelled[c]);
    }

    assertThat(value(report, "brier_score")).isCloseTo(brier / 2000, within(1e-13));
    assertThat(value(report, "mean_confidence")).isCloseTo(confidences / 2000, within(1e-13));
    assertThat(value(report, "ece")).isCloseTo(ece, within(1e-13));
    assertThat(value(report, "top_5_accuracy")).isEqualTo(top5 / 2000.0);
    assertThat(value(report, "class_prior_entropy")).isCloseTo(entropy, within(1e-13));
    assertThat(value(report, "normalized_loss"))
        .isCloseTo(value(report, "loss_mean") / entropy, within(1e-13));
  }

  @Test
  void gives_the_same_figures_with_every_setting_at_its_limit() {
    List<Integer> hundred = IntStream.rangeClosed(1, 100).boxed().toList();
    EvaluationReport report =
        evaluate(
            """
            input: {path: data/mnist/mlp}
            columns: {id: example_id}
            metrics:
              top_k: %s
              calibration_bins: 1000
              per_class_max_classes: 1048576
              confusion_matrix_max_classes: 1048576
              worst_rows: 1000
              max_slice_values: 1000000
              min_slice_rows: 2147483647
            quality: {max_splits: 2147483647}
            slices: [label]
            """
                .formatted(hundred));

    EvaluationReport usual = evaluate(MNIST);
    for (String metric : List.of("loss_mean", "accuracy", "brier_score", "top_5_accuracy")) {
      assertThat(value(report, metric)).isEqualTo(value(usual, metric));
    }
    assertThat(report.splits().get(0).details().calibrationBins()).hasSize(1000);
    assertThat(report.splits().get(0).details().worstRows()).hasSize(1000);
  }

  private static double[] softmax(List<Float> logits) {
    double[] p = logits.stream().mapToDouble(Float::doubleValue).toArray();
    double max = Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - max);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
