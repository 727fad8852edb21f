// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The binary forms of the metrics stay as they were first written in states of version 1. */
class MetricStateFormTest {
  private static final double[] LOSSES = {
    0.4076059644443803, 0, 1e-300, -0.25, Double.POSITIVE_INFINITY, 700, Double.MIN_VALUE
  };

  private static final MetricOptions COMPARED =
      new MetricOptions(List.of(5), 3, 300, 0, 0)
          .withComparison(new ComparisonOptions(true, 2, true));

  /** Each line of the file: a metric, the weights of its rows in turn, and its bytes. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/metric-states-v1.csv", maxCharsPerColumn = 10_000)
  void version_1_is_as_it_ever_was(String name, String weights, String hex) {
    assertForm(empty(name), empty(name), rows(weights.split(" ")), hex);
  }

  private static MetricState<?> empty(String name) {
    return switch (name) {
      case "loss" -> new LossAccumulator();
      case "quantiles" -> new QuantileSketch();
      case "top-k" -> new TopKAccumulator(List.of(1, 5));
      case "brier" -> new BrierAccumulator();
      case "margin" -> new MarginAccumulator();
      case "labels" -> new LabelDistributionAccumulator(new LossAccumulator());
      case "calibration" -> new CalibrationAccumulator(3);
      case "per-class" -> new PerClassAccumulator();
      case "confusion" -> new ConfusionAccumulator();
      case "worst-rows" -> new WorstRowsAccumulator(3);
      case "clusters" -> new ClusterAccumulator(4);
      case "hashed-clusters" -> new ClusterAccumulator(2);
      case "comparison" -> new ComparisonAccumulator(COMPARED, 201);
      case "comparison-by-clusters" -> new ComparisonAccumulator(COMPARED.withClusters(4), 201);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void assertForm(
      MetricState<?> state, MetricState<?> read, RowColumns rows, String hex) {
    state.add(rows, 0, rows.capacity());
    assertThat(HexFormat.of().formatHex(state.bytes())).isEqualTo(hex);
    BinaryForm.fromByteArray(
        HexFormat.of().parseHex(hex),
        "state",
        in -> {
          read.readFrom(in);
          return read;
        });
    assertThat(read).isEqualTo(state);
  }

  private static RowColumns rows(String[] weights) {
    RowColumns rows = new RowColumns(10);
    for (int i = 0; i < 10; i++) {
      rows.losses[i] = LOSSES[i % LOSSES.length];
      rows.weights[i] = Double.parseDouble(weights[i % weights.length]);
      rows.labelWeights[i] = LabelWeight.of(i % 4 == 1 ? 0.5 : 1);
      rows.confidences[i] = 1 - 0.05 * i;
      rows.brierScores[i] = 0.1 * i;
      rows.margins[i] = 0.125 * i - 0.5;
      rows.labels[i] = i / 3;
      rows.predictions[i] = i % 2 == 0 ? i / 2 : 200;
      rows.ranks[i] = i;
      rows.ids[i] = i == 4 ? null : "\u00e9" + i;
      rows.clusters[i] = i == 5 ? null : "\u00e9" + i % 3;
      rows.divergences[i] = i == 6 ? Double.POSITIVE_INFINITY : 0.1 * i;
    }
    rows.distributions[9] = new double[] {0.25, 0, 0.75};
    rows.baseline = baseline(rows);
    return rows;
  }

  /** Another prediction of the same rows, which one has with another label, and one has not. */
  private static RowColumns baseline(RowColumns rows) {
    RowColumns baseline = new RowColumns(10);
    rows.copy(0, 10, baseline, 0);
    Arrays.fill(baseline.statuses, RowStatus.EVALUATED);
    for (int i = 0; i < 10; i++) {
      baseline.losses[i] = LOSSES[(i + 2) % LOSSES.length];
      baseline.brierScores[i] = 0.125 * i;
      baseline.predictions[i] = i;
      baseline.ranks[i] = 9 - i;
    }
    baseline.otherLabels[2] = true;
    baseline.statuses[3] = RowStatus.NULL_LOGITS;
    return baseline;
  }
}
