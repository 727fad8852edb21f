// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.numeric.exact.ExactSum;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossOptionsTest {

  private static LossOptions weighted(double... weights) {
    return LossOptions.of(0.0, weights, OptionalLong.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
  void smoothing_outside_of_0_to_1_is_refused(double smoothing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossOptions.of(smoothing, null, OptionalLong.empty()))
        .withMessage("label_smoothing " + smoothing + " is outside [0, 1]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_weight_that_is_negative_or_infinite_is_refused(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weighted(1.0, weight))
        .withMessage("class weight " + weight + " of class 1 is not a finite number >= 0");
  }

  @Test
  void weights_of_no_class_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> weighted());
  }

  @Test
  void weights_are_copied_in_and_out() {
    double[] weights = {1.0, 2.0};
    LossOptions options = weighted(weights);
    weights[0] = 9.0;
    options.classWeights()[1] = 9.0;
    assertThat(options.classWeights()).containsExactly(1.0, 2.0);
  }

  @Test
  void default_options_change_nothing() {
    assertThat(LossOptions.DEFAULT.labelSmoothing()).isZero();
    assertThat(LossOptions.DEFAULT.hasClassWeights()).isFalse();
    assertThat(LossOptions.DEFAULT.classWeights()).isNull();
    assertThat(LossOptions.DEFAULT.ignores(-100)).isFalse();
    assertThat(LossOptions.DEFAULT.weightOf(123456789012L)).isEqualTo(1.0);
    assertThat(LossOptions.DEFAULT.exactWeightOf(new double[] {0.2, 0.2}).value()).isEqualTo(1.0);
  }

  @Test
  void only_the_ignore_index_is_ignored() {
    LossOptions options = LossOptions.of(0.0, null, OptionalLong.of(4294967296L));
    assertThat(options.ignores(4294967296L)).isTrue();
    assertThat(options.ignores(0L)).isFalse();
  }

  @Test
  void the_weight_of_a_class_id_is_that_of_its_class() {
    assertThat(weighted(0.5, 0.0, 3.0).weightOf(2)).isEqualTo(3.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weighted(0.5, 0.0, 3.0).weightOf(3))
        .withMessage("label 3 is outside [0, 3)");
  }

  @Test
  void the_weight_of_a_distribution_is_rounded_once() {
    // 0.1 * 3 + 0.2 * 3 + 0.3 * 3 of the doubles nearest to them, exactly 1.8000000000000000166...
    assertThat(weighted(0.1, 0.2, 0.3).exactWeightOf(new double[] {3.0, 3.0, 3.0}).value())
        .isEqualTo(1.8);
    assertThat(weighted(1e308, 1e308, 1.0).exactWeightOf(new double[] {1e10, -1e10, 0.5}).value())
        .isEqualTo(0.5);
    assertThat(weighted(0.25, 4.0).exactWeightOf(new double[] {0.5, 0.5}).value()).isEqualTo(2.125);
  }

  @Test
  void the_weight_of_a_distribution_is_also_there_unrounded() {
    ExactSum exact = weighted(0.1, 0.7).exactWeightOf(new double[] {0.3, 0.7});
    exact.addProduct(-0.1, 0.3);
    exact.addProduct(-0.7, 0.7);
    assertThat(exact).isEqualTo(new ExactSum());
    assertThat(LossOptions.DEFAULT.exactWeightOf(new double[] {0.3}).value()).isEqualTo(1.0);
  }

  @Test
  void a_zero_label_or_weight_adds_nothing_whatever_it_multiplies() {
    assertThat(weighted(Double.NaN, 2.0).exactWeightOf(new double[] {0.0, 1.0}).value())
        .isEqualTo(2.0);
    assertThat(weighted(0.0, 2.0).exactWeightOf(new double[] {Double.NaN, 1.0}).value())
        .isEqualTo(2.0);
    assertThat(weighted(Double.NaN, 2.0).exactWeightOf(new double[] {0.5, 0.5}).value()).isNaN();
  }

  @Test
  void weights_of_another_number_of_classes_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weighted(1.0, 2.0).exactWeightOf(new double[] {1.0}).value())
        .withMessage("class_weights has 2 elements but there are 1 classes");
  }

  @Test
  void equal_options_are_equal_and_tell_what_they_are() {
    LossOptions options = LossOptions.of(0.1, new double[] {1.0, 2.0}, OptionalLong.of(-1));
    assertThat(options)
        .isEqualTo(LossOptions.of(0.1, new double[] {1.0, 2.0}, OptionalLong.of(-1)))
        .hasSameHashCodeAs(LossOptions.of(0.1, new double[] {1.0, 2.0}, OptionalLong.of(-1)))
        .isNotEqualTo(LossOptions.of(0.2, new double[] {1.0, 2.0}, OptionalLong.of(-1)))
        .isNotEqualTo(LossOptions.of(0.1, new double[] {1.0, 2.5}, OptionalLong.of(-1)))
        .isNotEqualTo(LossOptions.of(0.1, null, OptionalLong.of(-1)))
        .isNotEqualTo(LossOptions.of(0.1, new double[] {1.0, 2.0}, OptionalLong.empty()))
        .hasToString("LossOptions[label_smoothing=0.1, class_weights=[1.0, 2.0], ignore_index=-1]");
    assertThat(LossOptions.of(-0.0, null, OptionalLong.empty())).isEqualTo(LossOptions.DEFAULT);
  }
}
