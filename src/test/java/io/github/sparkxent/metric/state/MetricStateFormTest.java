// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.Rows;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The binary forms of version 1 stay as they were first written. */
class MetricStateFormTest {
  private static final double[] LOSSES = {
    0.4076059644443803, 0, 1e-300, -0.25, Double.POSITIVE_INFINITY, 700, Double.MIN_VALUE
  };

  /** Each line of the file: a state, the weights of its rows in turn, and its bytes. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/metric-states-v1.csv")
  void version_1_is_as_it_ever_was(String name, String weights, String hex) {
    String[] r = weights.split(" ");
    switch (name) {
      case "loss" -> assertForm(loss(r), LossAccumulator::fromByteArray, hex);
      case "accuracy" -> assertForm(accuracy(r), AccuracyAccumulator::fromByteArray, hex);
      case "quantiles" -> assertForm(quantiles(), QuantileSketch::fromByteArray, hex);
      case "top-k" -> assertForm(topK(r), TopKAccumulator::fromByteArray, hex);
      case "brier" -> assertForm(brier(r), BrierAccumulator::fromByteArray, hex);
      case "calibration" -> assertForm(calibration(r), CalibrationAccumulator::fromByteArray, hex);
      case "per-class" -> assertForm(perClass(r), PerClassAccumulator::fromByteArray, hex);
      case "confusion" -> assertForm(confusion(r), ConfusionAccumulator::fromByteArray, hex);
      case "worst-rows" -> assertForm(worst(), WorstRowsAccumulator::fromByteArray, hex);
      case "labels" -> assertForm(labels(r), LabelDistributionAccumulator::fromByteArray, hex);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static <S extends MetricState<S>> void assertForm(
      S state, Function<byte[], S> reader, String hex) {
    assertThat(HexFormat.of().formatHex(state.toByteArray())).isEqualTo(hex);
    assertThat(reader.apply(HexFormat.of().parseHex(hex))).isEqualTo(state);
  }

  private static double weight(String[] weights, int row) {
    return Double.parseDouble(weights[row % weights.length]);
  }

  private static LossAccumulator loss(String[] weights) {
    LossAccumulator state = new LossAccumulator();
    for (int i = 0; i < LOSSES.length; i++) {
      double r = weight(weights, i);
      state.add(LOSSES[i], r, LabelWeight.of(i % 2 == 0 ? 1 : 0.5));
    }
    return state;
  }

  private static AccuracyAccumulator accuracy(String[] weights) {
    AccuracyAccumulator state = new AccuracyAccumulator();
    for (int i = 0; i < 300; i++) {
      state.add(i % 3 == 0, weight(weights, i));
    }
    return state;
  }

  private static WorstRowsAccumulator worst() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(3);
    for (int i = 0; i < LOSSES.length; i++) {
      String id = i == 4 ? null : "\u00e9" + i;
      state.add(Rows.withId(id, Rows.evaluated(300, LOSSES[i], 1, i, 299, 0.5)), 0);
    }
    return state;
  }

  private static QuantileSketch quantiles() {
    QuantileSketch state = new QuantileSketch();
    for (double loss : LOSSES) {
      state.add(loss);
    }
    return state;
  }

  private static TopKAccumulator topK(String[] weights) {
    TopKAccumulator state = new TopKAccumulator(1, 5);
    for (int i = 0; i < 10; i++) {
      state.add(i, weight(weights, i));
    }
    return state;
  }

  private static BrierAccumulator brier(String[] weights) {
    BrierAccumulator state = new BrierAccumulator();
    for (int i = 0; i < 10; i++) {
      state.add(0.1 * i, weight(weights, i));
    }
    return state;
  }

  private static CalibrationAccumulator calibration(String[] weights) {
    CalibrationAccumulator state = new CalibrationAccumulator(3);
    for (int i = 0; i < 10; i++) {
      state.add(1 - 0.05 * i, i % 2 == 0, weight(weights, i));
    }
    return state;
  }

  private static PerClassAccumulator perClass(String[] weights) {
    PerClassAccumulator state = new PerClassAccumulator();
    for (int i = 0; i < LOSSES.length; i++) {
      double r = weight(weights, i);
      state.add(i / 3, i / 2, LOSSES[i], r, LabelWeight.ONE);
    }
    return state;
  }

  private static ConfusionAccumulator confusion(String[] weights) {
    ConfusionAccumulator state = new ConfusionAccumulator();
    for (int i = 0; i < 10; i++) {
      state.add(i / 3, 200 * (i % 2), weight(weights, i));
    }
    return state;
  }

  private static LabelDistributionAccumulator labels(String[] weights) {
    LabelDistributionAccumulator state = new LabelDistributionAccumulator();
    for (int i = 0; i < 10; i++) {
      state.add(i * i, weight(weights, i));
    }
    state.add(new double[] {0.25, 0, 0.75}, weight(weights, 0));
    return state;
  }
}
