// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

  private static final double[] ONE_TWO_THREE = {1.0, 2.0, 3.0};

  @Test
  void the_worked_example_loses_0_40760596() {
    assertThat(SoftmaxCrossEntropy.sparse(ONE_TWO_THREE, 2)).isEqualTo(0.4076059644443803);
    assertThat(SoftmaxCrossEntropy.dense(ONE_TWO_THREE, new double[] {0, 0, 1}))
        .isEqualTo(0.4076059644443803);
  }

  @Test
  void floats_and_doubles_of_the_same_value_lose_the_same() {
    float[] logits = {0.1f, -7.25f, 3.3f};
    double[] wide = {0.1f, -7.25f, 3.3f};
    float[] labels = {0.1f, 0.2f, 0.7f};
    double[] wideLabels = {0.1f, 0.2f, 0.7f};
    double loss = SoftmaxCrossEntropy.dense(logits, labels);
    assertThat(SoftmaxCrossEntropy.dense(logits, wideLabels)).isEqualTo(loss);
    assertThat(SoftmaxCrossEntropy.dense(wide, labels)).isEqualTo(loss);
    assertThat(SoftmaxCrossEntropy.dense(wide, wideLabels)).isEqualTo(loss);
    assertThat(SoftmaxCrossEntropy.sparse(wide, 1))
        .isEqualTo(SoftmaxCrossEntropy.sparse(logits, 1));
  }

  @Test
  void a_single_class_has_zero_loss() {
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {-1e30}, 0)).isZero();
    assertThat(Double.compare(SoftmaxCrossEntropy.dense(new double[] {5}, new double[] {-1}), 0.0))
        .isZero();
  }

  @Test
  void the_order_of_the_classes_does_not_matter() {
    RandomRows rows = new RandomRows(3);
    for (int i = 0; i < 500; i++) {
      double[] logits = rows.next(37).logits();
      double[] reversed = new double[logits.length];
      for (int c = 0; c < logits.length; c++) {
        reversed[logits.length - 1 - c] = logits[c];
      }
      assertThat(SoftmaxCrossEntropy.sparse(reversed, 30))
          .isEqualTo(SoftmaxCrossEntropy.sparse(logits, 6));
    }
  }

  @Test
  void a_one_hot_distribution_loses_what_its_class_id_does() {
    RandomRows rows = new RandomRows(4);
    for (int i = 0; i < 2_000; i++) {
      RandomRows.Example row = rows.next();
      double[] oneHot = new double[row.logits().length];
      oneHot[row.label()] = 1.0;
      assertThat(SoftmaxCrossEntropy.dense(row.logits(), oneHot, row.options()))
          .isEqualTo(SoftmaxCrossEntropy.sparse(row.logits(), row.label(), row.options()));
    }
  }

  @Test
  void the_arguments_are_not_modified() {
    double[] logits = {3.0, 1.0, 2.0};
    double[] labels = {0.5, 0.25, 0.25};
    SoftmaxCrossEntropy.dense(logits, labels);
    assertThat(logits).containsExactly(3.0, 1.0, 2.0);
    assertThat(labels).containsExactly(0.5, 0.25, 0.25);
  }

  @Test
  void full_smoothing_forgets_the_label() {
    LossOptions full = LossOptions.of(1.0, null, OptionalLong.empty());
    double uniform = SoftmaxCrossEntropy.dense(ONE_TWO_THREE, new double[] {1, 1, 1}) / 3;
    assertThat(SoftmaxCrossEntropy.sparse(ONE_TWO_THREE, 0, full)).isEqualTo(uniform);
    assertThat(SoftmaxCrossEntropy.sparse(ONE_TWO_THREE, 2, full)).isEqualTo(uniform);
  }

  @Nested
  class A_masked_class {

    private final double[] logits = {1.0, Double.NEGATIVE_INFINITY, 2.0};

    @Test
    void adds_nothing_and_costs_nothing() {
      double loss = SoftmaxCrossEntropy.sparse(new double[] {1.0, 2.0}, 0);
      assertThat(SoftmaxCrossEntropy.sparse(logits, 0)).isEqualTo(loss);
      assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {1, 0, 0})).isEqualTo(loss);
    }

    @Test
    void with_positive_mass_loses_infinitely() {
      assertThat(SoftmaxCrossEntropy.sparse(logits, 1)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {0.5, 1e-300, 0.5}))
          .isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(
              SoftmaxCrossEntropy.sparse(
                  logits, 0, LossOptions.of(0.1, null, OptionalLong.empty())))
          .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void with_weight_zero_costs_nothing() {
      LossOptions options = LossOptions.of(0.1, new double[] {1.0, 0.0, 1.0}, OptionalLong.empty());
      assertThat(SoftmaxCrossEntropy.sparse(logits, 1, options)).isFinite();
    }

    @Test
    void whose_mass_smoothing_takes_away_exactly_costs_nothing() {
      // Smoothing 3/4 of 3 classes turns a mass of -1 into (1 - 3/4) * -1 + 3/4 / 3 = 0.
      // 1/4.
      LossOptions options = LossOptions.of(0.75, null, OptionalLong.empty());
      assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {1, -1, 1}, options)).isFinite();
    }
  }

  @Nested
  class An_undefined_row {

    @Test
    void is_nan_wherever_the_culprit_stands() {
      for (double culprit : new double[] {Double.NaN, -Double.NaN, Double.POSITIVE_INFINITY}) {
        for (int at = 0; at < 21; at++) {
          double[] logits = new double[21];
          logits[at] = culprit;
          float[] narrow = new float[21];
          narrow[at] = (float) culprit;
          assertThat(SoftmaxCrossEntropy.sparse(logits, 3)).isNaN();
          assertThat(SoftmaxCrossEntropy.sparse(narrow, 3)).isNaN();
          assertThat(SoftmaxCrossEntropy.dense(logits, new double[21])).isNaN();
        }
      }
    }

    @Test
    void is_nan_for_a_nan_with_its_sign_bit_set() {
      double negativeNan = Double.longBitsToDouble(0xfff8000000000001L);
      float narrowNan = Float.intBitsToFloat(0xffc00001);
      assertThat(SoftmaxCrossEntropy.sparse(new double[] {0.0, negativeNan, 1.0}, 0)).isNaN();
      assertThat(SoftmaxCrossEntropy.sparse(new float[] {0.0f, narrowNan, 1.0f}, 0)).isNaN();
    }

    @Test
    void is_nan_if_all_classes_are_masked() {
      double[] logits = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
      assertThat(SoftmaxCrossEntropy.sparse(logits, 0)).isNaN();
    }

    @Test
    void is_zero_all_the_same_if_its_label_is_ignored() {
      LossOptions options = LossOptions.of(0.1, null, OptionalLong.of(-100));
      assertThat(SoftmaxCrossEntropy.sparse(new double[] {Double.NaN, 1.0}, -100, options))
          .isZero();
    }
  }

  @Nested
  class Wrong_arguments {

    @Test
    void a_label_outside_of_the_classes_is_named() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(new float[10], 10))
          .withMessage("label 10 is outside [0, 10)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(new double[10], 4294967296L))
          .withMessage("label 4294967296 is outside [0, 10)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(new double[10], -1))
          .withMessage("label -1 is outside [0, 10)");
    }

    @Test
    void no_classes_are_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(new float[0], 0))
          .withMessage("logits has 0 classes");
    }

    @Test
    void lengths_that_differ_are_named() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.dense(ONE_TWO_THREE, new double[4]))
          .withMessage("labels has 4 elements but logits has 3");
      LossOptions twoWeights = LossOptions.of(0.0, new double[2], OptionalLong.empty());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(ONE_TWO_THREE, 0, twoWeights))
          .withMessage("class_weights has 2 elements but there are 3 classes");
    }

    @Test
    void are_refused_before_the_label_is_found_to_be_ignored() {
      LossOptions options = LossOptions.of(0.0, new double[2], OptionalLong.of(7));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxCrossEntropy.sparse(ONE_TWO_THREE, 7, options));
    }
  }
}
