// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code input_kind: top_log_probabilities} asks of the other keys. */
class ListedClassesConfigTest {
  private static EvaluationConfig read(String more) {
    return ConfigurationReader.of(
            "x.yaml",
            "{input: {path: x}, columns: {id: i, input_kind: top_log_probabilities}" + more + "}")
        .read();
  }

  @Test
  void the_number_of_classes_may_come_from_any_key() {
    assertThat(read(", quality: {num_classes: 3}").metricOptions().listedOnly()).isTrue();
    assertThat(read(", classes: [a, b, c]").columns().listsClasses()).isTrue();
    assertThat(read(", loss: {class_weights: [1, 2, 3]}").numClasses()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | quality.num_classes is not set with columns.input_kind top_log_probabilities, expected the number of classes, which the lists do not tell",
        ", classes: [a, b], loss: {label_smoothing: 0.1} | loss.label_smoothing is 0.1 with columns.input_kind top_log_probabilities, expected 0: smoothed labels need all log-probabilities",
        ", classes: [a, b], baseline: {path: y} | columns.input_kind is top_log_probabilities with a baseline, expected another: differences of losses that are lower bounds are no bounds",
        ", task: binary | task is binary with columns.input_kind top_log_probabilities, expected multiclass: one of two log-probabilities tells the other"
      })
  void what_does_not_fit_is_refused(String more, String message) {
    assertThatThrownBy(() -> read(more))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("x.yaml: " + message);
  }

  @Test
  void a_gate_may_be_on_unlisted_labels_and_not_on_the_brier_score() {
    String gates = ", classes: [a, b, c], gates: [{metric: %s, max: 0}]";
    assertThat(read(gates.formatted("unlisted_label_count")).gates()).hasSize(1);
    assertThatThrownBy(() -> read(gates.formatted("brier_score")))
        .hasMessageContaining("gates[0].metric is \"brier_score\", expected one of row_count");
    assertThatThrownBy(
            () ->
                ConfigurationReader.of(
                        "x.yaml",
                        "{input: {path: x}, gates: [{metric: unlisted_label_count, max: 0}]}")
                    .read())
        .hasMessageContaining("gates[0].metric is \"unlisted_label_count\", expected one of");
  }

  @Test
  void a_baseline_of_that_kind_is_refused() {
    String yaml =
        "{input: {path: x}, columns: {id: i}, baseline: {path: y, input_kind: top_log_probabilities}}";
    assertThatThrownBy(() -> ConfigurationReader.of("x.yaml", yaml).read())
        .hasMessage(
            "x.yaml: baseline.input_kind is top_log_probabilities, expected another: differences"
                + " of losses that are lower bounds are no bounds");
  }
}
