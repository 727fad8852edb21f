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
    int[] predicted = new int[10];
    int[] found = new int[10];
    double margins = 0;
    int belowZero = 0;
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
      double margin =
          p[label]
              - IntStream.range(0, 10)
                  .filter(c -> c != label)
                  .mapToDouble(c -> p[c])
                  .max()
                  .orElseThrow();
      margins += margin;
      belowZero += margin < 0 ? 1 : 0;
      labelled[label]++;
      predicted[prediction]++;
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

    assertThat(value(report, "margin_mean")).isCloseTo(margins / 2000, within(1e-13));
    assertThat(value(report, "margin_below_zero_share")).isEqualTo(belowZero / 2000.0);
    assertFiguresOverClasses(report, labelled, predicted, found);
    assertThat(value(report, "brier_score")).isCloseTo(brier / 2000, within(1e-13));
    assertThat(value(report, "mean_confidence")).isCloseTo(confidences / 2000, within(1e-13));
    assertThat(value(report, "ece")).isCloseTo(ece, within(1e-13));
    assertThat(value(report, "top_5_accuracy")).isEqualTo(top5 / 2000.0);
    assertThat(value(report, "class_prior_entropy")).isCloseTo(entropy, within(1e-13));
    assertThat(value(report, "normalized_loss"))
        .isCloseTo(value(report, "loss_mean") / entropy, within(1e-13));
  }

  private static void assertFiguresOverClasses(
      EvaluationReport report, int[] labelled, int[] predicted, int[] found) {
    double f1 = 0;
    double recall = 0;
    double correct = 0;
    double both = 0;
    double labels = 0;
    double predictions = 0;
    for (int c = 0; c < labelled.length; c++) {
      f1 += 2.0 * found[c] / (labelled[c] + predicted[c]) / labelled.length;
      recall += (double) found[c] / labelled[c] / labelled.length;
      correct += found[c];
      both += (double) labelled[c] * predicted[c];
      labels += (double) labelled[c] * labelled[c];
      predictions += (double) predicted[c] * predicted[c];
    }
    double all = 2000.0 * 2000;
    assertThat(value(report, "macro_f1")).isCloseTo(f1, within(1e-14));
    assertThat(value(report, "balanced_accuracy")).isCloseTo(recall, within(1e-14));
    assertThat(value(report, "matthews_correlation"))
        .isCloseTo(
            (2000 * correct - both) / Math.sqrt((all - labels) * (all - predictions)),
            within(1e-14));
  }

  @Test
  void takes_the_entropy_of_soft_labels_from_their_mean() {
    EvaluationReport report =
        evaluate(
            spark.sql(
                "SELECT * FROM VALUES (array(2.0F, 1.0F), array(0.75D, 0.25D)),"
                    + " (array(1.0F, 1.0F), array(0.5D, 0.5D)) AS t(logits, label)"));

    double entropy = -(0.625 * Math.log(0.625) + 0.375 * Math.log(0.375));
    double loss = (Math.log1p(Math.exp(-1)) + 0.25 + Math.log(2)) / 2;
    assertThat(value(report, "class_prior_entropy")).isCloseTo(entropy, within(1e-15));
    assertThat(value(report, "normalized_loss")).isCloseTo(loss / entropy, within(1e-14));
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
