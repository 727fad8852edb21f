// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The binary forms of the metrics stay as they were first written in states of version 1. */
class MetricStateFormTest {
  private static final double[] LOSSES = {
    0.4076059644443803, 0, 1e-300, -0.25, Double.POSITIVE_INFINITY, 700, Double.MIN_VALUE
  };

  /** Each line of the file: a metric, the weights of its rows in turn, and its bytes. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/metric-states-v1.csv")
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
    }
    rows.distributions[9] = new double[] {0.25, 0, 0.75};
    return rows;
  }
}
