/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.numeric.LossOptions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowEvaluatorTest {
  private static final double LOSS_OF_1_2_3_FOR_2 = 0x1.a163753bc5c9bp-2;
  private static final float[] LOGITS = {1, 2, 3};

  private final RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 1e-3);

  @Nested
  class A_class_id {
    @Test
    void gives_loss_and_correct_prediction() {
      RowEvaluation row = evaluator.evaluate(LOGITS, 2, 1);

      assertThat(row.status()).isEqualTo(RowStatus.EVALUATED);
      assertThat(row.numClasses()).isEqualTo(3);
      assertThat(row.loss()).isEqualTo(LOSS_OF_1_2_3_FOR_2);
      assertThat(row.weight()).isEqualTo(1);
      assertThat(row.lossWeight()).isEqualTo(1);
      assertThat(row.isCorrect()).isTrue();
      assertThat(row.confidence()).isEqualTo(0.6652409557748219);
      assertThat(row.brierScore())
          .isCloseTo(
              0.09003057317038046 * 0.09003057317038046
                  + 0.24472847105479764 * 0.24472847105479764
                  + (1 - 0.6652409557748219) * (1 - 0.6652409557748219),
              within(1e-15));
    }

    @Test
    void has_the_rank_of_its_logit_with_equal_ones_by_index() {
      float[] ties = {1, 3, 2, 3};

      assertThat(evaluator.evaluate(ties, 0, 1).rank()).isEqualTo(3);
      assertThat(evaluator.evaluate(ties, 1, 1).rank()).isEqualTo(0);
      assertThat(evaluator.evaluate(ties, 2, 1).rank()).isEqualTo(2);
      assertThat(evaluator.evaluate(ties, 3, 1).rank()).isEqualTo(1);
      assertThat(evaluator.evaluate(ties, 3, 1).prediction()).isEqualTo(1);
    }

    @Test
    void in_double_gives_the_same() {
      assertThat(evaluator.evaluate(new double[] {1, 2, 3}, 2, 1))
          .isEqualTo(evaluator.evaluate(LOGITS, 2, 1));
    }

    @Test
    void of_the_first_of_equal_largest_logits_is_correct() {
      assertThat(evaluator.evaluate(new float[] {5, 5}, 0, 1).isCorrect()).isTrue();
      assertThat(evaluator.evaluate(new float[] {5, 5}, 1, 1).isCorrect()).isFalse();
    }

    @Test
    void outside_the_classes_is_out_of_range() {
      assertThat(status(LOGITS, -1)).isEqualTo(RowStatus.LABEL_OUT_OF_RANGE);
      assertThat(status(LOGITS, 3)).isEqualTo(RowStatus.LABEL_OUT_OF_RANGE);
      assertThat(status(LOGITS, 4294967296L)).isEqualTo(RowStatus.LABEL_OUT_OF_RANGE);
    }

    @Test
    void on_a_masked_class_is_evaluated_with_an_infinite_loss() {
      float[] masked = {Float.NEGATIVE_INFINITY, 0};

      assertThat(evaluator.evaluate(masked, 0, 1).loss()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(status(masked, 0)).isEqualTo(RowStatus.EVALUATED);
    }
  }

  @Nested
  class Bad_logits {
    @Test
    void without_an_element_are_empty() {
      assertThat(status(new float[0], 0)).isEqualTo(RowStatus.EMPTY_LOGITS);
    }

    @Test
    void with_a_nan_anywhere_are_nan() {
      assertThat(status(new float[] {1, 2, Float.NaN}, 0)).isEqualTo(RowStatus.NAN_LOGIT);
      assertThat(status(new float[] {Float.POSITIVE_INFINITY, Float.NaN}, 0))
          .isEqualTo(RowStatus.NAN_LOGIT);
    }

    @Test
    void with_plus_infinity_or_only_minus_infinity_are_infinite() {
      assertThat(status(new float[] {1, Float.POSITIVE_INFINITY}, 0))
          .isEqualTo(RowStatus.INFINITE_LOGIT);
      assertThat(status(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}, 0))
          .isEqualTo(RowStatus.INFINITE_LOGIT);
    }

    @Test
    void of_another_number_than_configured_mismatch_before_the_label_is_tested() {
      RowEvaluator ofFour = new RowEvaluator(LossOptions.DEFAULT, 4, 1e-3);

      assertThat(ofFour.evaluate(LOGITS, 99, 1).status()).isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    }
  }

  @Nested
  class A_distribution {
    @Test
    void that_is_one_hot_gives_what_the_class_id_gives() {
      assertThat(evaluator.evaluate(LOGITS, new double[] {0, 0, 1}, 1))
          .isEqualTo(evaluator.evaluate(LOGITS, 2, 1));
      assertThat(evaluator.evaluate(new double[] {1, 2, 3}, new double[] {0, 0, 1}, 1))
          .isEqualTo(evaluator.evaluate(LOGITS, 2, 1));
    }

    @Test
    void of_another_length_mismatches() {
      assertThat(status(LOGITS, new double[] {0, 1})).isEqualTo(RowStatus.LABEL_LENGTH_MISMATCH);
    }

    @Test
    void with_a_mass_that_is_none_is_invalid() {
      assertThat(status(LOGITS, new double[] {-0.5, 0.5, 1})).isEqualTo(RowStatus.INVALID_LABEL);
      assertThat(status(LOGITS, new double[] {Double.NaN, 0, 1}))
          .isEqualTo(RowStatus.INVALID_LABEL);
      assertThat(status(LOGITS, new double[] {Double.POSITIVE_INFINITY, 0, 0}))
          .isEqualTo(RowStatus.INVALID_LABEL);
    }

    @Test
    void may_sum_to_one_within_the_tolerance_only() {
      assertThat(status(LOGITS, new double[] {0.5, 0, 0.5009})).isEqualTo(RowStatus.EVALUATED);
      assertThat(status(LOGITS, new double[] {0.5, 0, 0.5011})).isEqualTo(RowStatus.LABEL_SUM);
    }
  }

  @Nested
  class A_weight {
    @Test
    void stays_out_of_the_loss() {
      RowEvaluation row = evaluator.evaluate(LOGITS, 2, 0.25);

      assertThat(row.loss()).isEqualTo(LOSS_OF_1_2_3_FOR_2);
      assertThat(row.weight()).isEqualTo(0.25);
      assertThat(row.lossWeight()).isEqualTo(0.25);
    }

    @Test
    void is_multiplied_by_the_class_weight_in_the_divisor() {
      LossOptions options = LossOptions.of(0, new double[] {1, 1, 3}, OptionalLong.empty());

      RowEvaluation row = new RowEvaluator(options, 3, 1e-3).evaluate(LOGITS, 2, 0.25);

      assertThat(row.weight()).isEqualTo(0.25);
      assertThat(row.lossWeight()).isEqualTo(0.75);
    }

    @Test
    void that_is_negative_nan_or_infinite_is_invalid() {
      for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThat(evaluator.evaluate(LOGITS, 2, weight).status())
            .isEqualTo(RowStatus.INVALID_WEIGHT);
      }
    }

    @Test
    void of_zero_is_valid() {
      assertThat(evaluator.evaluate(LOGITS, 2, 0).status()).isEqualTo(RowStatus.EVALUATED);
    }
  }

  @Nested
  class Before_the_logits {
    private final RowEvaluator ignoring =
        new RowEvaluator(LossOptions.of(0, null, OptionalLong.of(-100)), 0, 1e-3);

    @Test
    void the_ignored_label_is_found() {
      assertThat(ignoring.beforeLogits(-100)).isEqualTo(RowStatus.IGNORED);
      assertThat(ignoring.beforeLogits(-100.0)).isEqualTo(RowStatus.IGNORED);
      assertThat(ignoring.beforeLogits(0)).isNull();
    }

    @Test
    void a_label_without_an_integer_value_is_found() {
      for (double label : new double[] {1.7, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThat(ignoring.beforeLogits(label)).isEqualTo(RowStatus.LABEL_NOT_INTEGER);
      }
      assertThat(ignoring.beforeLogits(1e300)).isNull();
    }
  }

  @Test
  void class_weights_fix_the_number_of_classes() {
    LossOptions options = LossOptions.of(0, new double[] {1, 2}, OptionalLong.empty());

    assertThatThrownBy(() -> new RowEvaluator(options, 3, 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("num_classes is 3 with 2 class weights");
  }

  private RowStatus status(float[] logits, long label) {
    return evaluator.evaluate(logits, label, 1).status();
  }

  private RowStatus status(float[] logits, double[] labels) {
    return evaluator.evaluate(logits, labels, 1).status();
  }
}
