// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.apache.spark.sql.functions.broadcast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two models over the same images: figures computed apart with NumPy and SciPy, which are good to
 * about 12 digits.
 */
@ExtendWith(SparkSessions.class)
class MnistComparisonIT {
  private static final int CLASSES = 10;

  private final List<Row> images;

  MnistComparisonIT(SparkSession spark) {
    Dataset<Row> candidate = model(spark, "mlp", "candidate");
    Dataset<Row> baseline = model(spark, "softmax_regression", "baseline").drop("label");
    images = candidate.join(broadcast(baseline), "example_id").collectAsList();
  }

  private static Dataset<Row> model(SparkSession spark, String name, String logits) {
    return spark
        .read()
        .parquet("data/mnist/" + name)
        .where("split = 'test'")
        .selectExpr("example_id", "label", "logits AS " + logits);
  }

  private RowColumns evaluated(String model) {
    RowColumns rows = new RowColumns(images.size());
    rows.floats = new float[images.size() * CLASSES];
    RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 0);
    for (int i = 0; i < images.size(); i++) {
      Row image = images.get(i);
      List<Float> logits = image.getList(image.fieldIndex(model));
      for (int c = 0; c < CLASSES; c++) {
        rows.floats[i * CLASSES + c] = logits.get(c);
      }
      rows.starts[i] = i * CLASSES;
      rows.numClasses[i] = CLASSES;
      rows.weights[i] = 1;
      rows.ids[i] = image.getAs("example_id");
      evaluator.setLabel(rows, i, ((Number) image.getAs("label")).longValue());
    }
    evaluator.evaluate(rows, 0, images.size());
    return rows;
  }

  private ComparisonSummary compared(String candidate, String baseline, int clusterGroups) {
    RowColumns rows = evaluated(candidate);
    rows.baseline = evaluated(baseline);
    for (int i = 0; i < images.size(); i++) {
      rows.clusters[i] = ((Number) rows.ids[i]).longValue() / 10;
    }
    MetricOptions options =
        MetricOptions.DEFAULT
            .withClusters(clusterGroups)
            .withComparison(new ComparisonOptions(false, 10, true));
    SplitAccumulator state = new SplitAccumulator(options);
    state.add(rows, 0, images.size());
    return state.summary("test", CLASSES).metrics().part(ComparisonSummary.class);
  }

  @Test
  void the_difference_and_its_error_are_those_computed_apart() {
    PairedDifference loss = compared("candidate", "baseline", 0).loss();
    assertThat(loss.difference()).isCloseTo(-0.1072852296318, within(1e-12));
    assertThat(loss.standardError()).isCloseTo(0.0111620076630, within(1e-12));
    assertThat(loss.degreesOfFreedom()).isEqualTo(images.size() - 1);
  }

  @Test
  void clusters_change_the_error_alone() {
    ComparisonSummary summary = compared("candidate", "baseline", 10_000);
    assertThat(summary.clusters()).isEqualTo(903);
    assertThat(summary.loss().difference()).isCloseTo(-0.1072852296318, within(1e-12));
    assertThat(summary.loss().standardError()).isCloseTo(0.0111160957950, within(1e-12));
    assertThat(summary.loss().degreesOfFreedom()).isEqualTo(902);
  }

  @Test
  void rows_are_won_and_lost_as_counted_apart() {
    ComparisonSummary summary = compared("candidate", "baseline", 0);
    assertThat(summary.accuracy().better()).isEqualTo(62);
    assertThat(summary.accuracy().worse()).isEqualTo(10);
    assertThat(summary.accuracy().difference()).isEqualTo(0.026);
    assertThat(summary.equalPredictions()).isEqualTo(0.9585);
    assertThat(summary.classes()).hasSize(CLASSES);
    assertThat(summary.better()).hasSize(10);
  }

  @Test
  void with_the_models_swapped_the_difference_has_the_other_sign() {
    for (int groups : new int[] {0, 10_000, 100}) {
      PairedDifference one = compared("candidate", "baseline", groups).loss();
      PairedDifference other = compared("baseline", "candidate", groups).loss();
      assertThat(other)
          .isEqualTo(
              new PairedDifference(
                  one.candidate(),
                  one.baseline(),
                  -one.difference(),
                  one.standardError(),
                  one.degreesOfFreedom(),
                  one.worse(),
                  one.better(),
                  one.equal()));
    }
  }
}
