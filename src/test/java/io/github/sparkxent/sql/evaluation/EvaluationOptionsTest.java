// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationOptionsTest {

  private static EvaluationOptions options(LossOptions loss, String... classes) {
    return new EvaluationOptions(
        loss,
        3,
        0.25,
        PredictionKind.PROBABILITIES,
        1e-300,
        List.of(classes),
        7,
        new MetricOptions(List.of(1, 4), 15, 10, 9, 3, List.of("country"), 5));
  }

  static Stream<EvaluationOptions> all() {
    return Stream.of(
        options(LossOptions.DEFAULT),
        options(LossOptions.of(0.1, null, OptionalLong.of(Long.MIN_VALUE)), "", "\u00e9, 2"),
        options(LossOptions.of(1, new double[] {0.1, Double.NaN, 0}, OptionalLong.of(0)), "a"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void travel_as_text_and_within_functions(EvaluationOptions options)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(options);
    }
    assertThat(EvaluationOptions.ofText(options.toText())).isEqualTo(options);
  }

  @Test
  void that_differ_have_different_texts() {
    assertThat(all().map(EvaluationOptions::toText)).doesNotHaveDuplicates();
  }

  @Test
  void of_a_damaged_text_are_refused() {
    String text = options(LossOptions.DEFAULT).toText();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvaluationOptions.ofText(text.substring(0, 8)));
  }
}
