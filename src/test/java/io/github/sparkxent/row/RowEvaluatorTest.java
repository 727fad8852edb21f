// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.ExactRational;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowEvaluatorTest {
  private static final double LOSS_OF_1_2_3_FOR_2 = 0x1.a163753bc5c9bp-2;
  private static final float[] PROBABILITIES = {0.25f, 0.25f, 0.5f};
  private static final float[] LOG_PROBABILITIES = {-1.25f, -1.25f, -0.75f};
  private static final float[] LOGITS = {1, 2, 3};

  private final RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 1e-3);

  @Nested
  class A_class_id {
    @Test
    void gives_loss_and_correct_prediction() {
      RowColumns row = row(evaluator, LOGITS, 2, 1);

      assertThat(row.statuses[0]).isEqualTo(RowStatus.EVALUATED);
      assertThat(row.numClasses[0]).isEqualTo(3);
      assertThat(row.losses[0]).isEqualTo(LOSS_OF_1_2_3_FOR_2);
      assertThat(row.weights[0]).isEqualTo(1);
      assertThat(row.labelWeights[0]).isEqualTo(LabelWeight.ONE);
      assertThat(isCorrect(row)).isTrue();
      assertThat(row.confidences[0]).isEqualTo(0.6652409557748219);
      assertThat(row.brierScores[0])
          .isCloseTo(
              0.09003057317038046 * 0.09003057317038046
                  + 0.24472847105479764 * 0.24472847105479764
                  + (1 - 0.6652409557748219) * (1 - 0.6652409557748219),
              within(1e-15));
    }

    @Test
    void has_the_rank_of_its_logit_with_equal_ones_by_index() {
      float[] ties = {1, 3, 2, 3};

      assertThat(row(evaluator, ties, 0, 1).ranks[0]).isEqualTo(3);
      assertThat(row(evaluator, ties, 1, 1).ranks[0]).isEqualTo(0);
      assertThat(row(evaluator, ties, 2, 1).ranks[0]).isEqualTo(2);
      assertThat(row(evaluator, ties, 3, 1).ranks[0]).isEqualTo(1);
      assertThat(row(evaluator, ties, 3, 1).predictions[0]).isEqualTo(1);
    }

    @Test
    void in_double_gives_the_same() {
      assertThat(row(evaluator, new double[] {1, 2, 3}, 2, 1))
          .usingRecursiveComparison()
          .ignoringFields("floats", "doubles")
          .isEqualTo(row(evaluator, LOGITS, 2, 1));
    }

    @Test
    void of_the_first_of_equal_largest_logits_is_correct() {
      assertThat(isCorrect(row(evaluator, new float[] {5, 5}, 0, 1))).isTrue();
      assertThat(isCorrect(row(evaluator, new float[] {5, 5}, 1, 1))).isFalse();
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

      assertThat(row(evaluator, masked, 0, 1).losses[0]).isEqualTo(Double.POSITIVE_INFINITY);
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

      assertThat(row(ofFour, LOGITS, 99, 1).statuses[0]).isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    }
  }

  @Nested
  class A_distribution {
    @Test
    void that_is_one_hot_gives_what_the_class_id_gives() {
      double[] oneHot = {0, 0, 1};
      RowColumns ofClass = row(evaluator, LOGITS, 2, 1);
      RowColumns ofFloats = row(evaluator, LOGITS, oneHot, 1);
      RowColumns ofDoubles = row(evaluator, new double[] {1, 2, 3}, oneHot, 1);

      assertThat(ofFloats)
          .usingRecursiveComparison()
          .ignoringFields("distributions", "classIds")
          .isEqualTo(ofClass);
      assertThat(ofDoubles)
          .usingRecursiveComparison()
          .ignoringFields("floats", "doubles")
          .isEqualTo(ofFloats);
      assertThat(ofFloats.distributions[0]).isSameAs(oneHot);
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
      RowColumns row = row(evaluator, LOGITS, 2, 0.25);

      assertThat(row.losses[0]).isEqualTo(LOSS_OF_1_2_3_FOR_2);
      assertThat(row.weights[0]).isEqualTo(0.25);
      assertThat(row.labelWeights[0]).isEqualTo(LabelWeight.ONE);
    }

    @Test
    void stands_beside_the_weight_of_the_class() {
      LossOptions options = LossOptions.of(0, new double[] {1, 1, 3}, OptionalLong.empty());

      RowColumns row = row(new RowEvaluator(options, 3, 1e-3), LOGITS, 2, 0.25);

      assertThat(row.weights[0]).isEqualTo(0.25);
      assertThat(row.labelWeights[0]).isEqualTo(LabelWeight.of(3));
    }

    @Test
    void of_the_classes_of_a_distribution_is_their_exact_sum() {
      LossOptions options = LossOptions.of(0, new double[] {0.1, 0.7, 0}, OptionalLong.empty());
      double[] labels = {0.3, 0.7, 0};
      BigDecimal exact =
          new BigDecimal(0.1)
              .multiply(new BigDecimal(0.3))
              .add(new BigDecimal(0.7).multiply(new BigDecimal(0.7)));

      RowColumns row = row(new RowEvaluator(options, 3, 1e-3), LOGITS, labels, 0.25);

      assertThat(row.labelWeights[0].nearest()).isEqualTo(exact.doubleValue());
      assertThat(
              row.labelWeights[0]
                  .exact()
                  .minus(ExactRational.of(exact.doubleValue()))
                  .doubleValue())
          .isEqualTo(exact.subtract(new BigDecimal(exact.doubleValue())).doubleValue());
      assertThat(row(evaluator, LOGITS, labels, 0.25).labelWeights[0]).isEqualTo(LabelWeight.ONE);
      LabelWeight oneHot =
          row(new RowEvaluator(options, 3, 0), LOGITS, new double[] {0, 1, 0}, 2).labelWeights[0];
      assertThat(oneHot).isEqualTo(LabelWeight.of(0.7));
    }

    @Test
    void of_a_class_that_is_nan_makes_each_row_invalid_that_it_is_part_of() {
      double[] weights = {Double.NaN, 1, 1};
      for (double smoothing : new double[] {0, 0.1}) {
        LossOptions options = LossOptions.of(smoothing, weights, OptionalLong.empty());
        for (PredictionKind kind : Rows.KINDS) {
          RowEvaluator nan = new RowEvaluator(options, 3, 1e-3, kind, 2);
          float[] row =
              kind == PredictionKind.LOG_PROBABILITIES ? LOG_PROBABILITIES : PROBABILITIES;
          RowStatus other = smoothing == 0 ? RowStatus.EVALUATED : RowStatus.INVALID_WEIGHT;

          assertThat(row(nan, row, 0, 1).statuses[0]).isEqualTo(RowStatus.INVALID_WEIGHT);
          assertThat(row(nan, row, 2, 1).statuses[0]).isEqualTo(other);
          assertThat(row(nan, row, new double[] {0, 1, 0}, 1).statuses[0]).isEqualTo(other);
          assertThat(row(nan, row, new double[] {0.5, 0.5, 0}, 1).statuses[0])
              .isEqualTo(RowStatus.INVALID_WEIGHT);
        }
      }
    }

    @Test
    void that_is_negative_nan_or_infinite_is_invalid() {
      for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThat(row(evaluator, LOGITS, 2, weight).statuses[0])
            .isEqualTo(RowStatus.INVALID_WEIGHT);
      }
    }

    @Test
    void of_zero_is_valid() {
      assertThat(row(evaluator, LOGITS, 2, 0).statuses[0]).isEqualTo(RowStatus.EVALUATED);
    }
  }

  @Nested
  class A_label {
    private final RowEvaluator ignoring =
        new RowEvaluator(LossOptions.of(0, null, OptionalLong.of(-100)), 0, 1e-3);

    private RowStatus found(double label) {
      RowColumns row = new RowColumns(1);
      ignoring.setLabel(row, 0, label);
      return row.statuses[0];
    }

    @Test
    void that_is_ignored_is_found() {
      RowColumns row = new RowColumns(1);
      ignoring.setLabel(row, 0, -100L);

      assertThat(row.statuses[0]).isEqualTo(RowStatus.IGNORED);
      assertThat(found(-100.0)).isEqualTo(RowStatus.IGNORED);
      assertThat(found(0)).isNull();
    }

    @Test
    void without_an_integer_value_is_found() {
      for (double label : new double[] {1.7, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThat(found(label)).isEqualTo(RowStatus.LABEL_NOT_INTEGER);
      }
      assertThat(found(1e300)).isNull();
    }
  }

  @Nested
  class What_a_reader_found {
    @Test
    void is_the_status_that_comes_first_in_the_order_of_tests() {
      RowStatus[] all = RowStatus.values();
      for (int i = 1; i < all.length; i++) {
        for (int j = 1; j < all.length; j++) {
          RowColumns row = new RowColumns(1);
          row.find(0, all[i]);
          row.find(0, all[j]);

          assertThat(row.statuses[0]).isEqualTo(all[Math.min(i, j)]);
        }
      }
    }

    @Test
    void stays_and_leaves_no_classes() {
      RowColumns row = Rows.of(LOGITS, 2, 1);
      row.find(0, RowStatus.NULL_ELEMENT);

      evaluated(evaluator, row);

      assertThat(row.statuses[0]).isEqualTo(RowStatus.NULL_ELEMENT);
      assertThat(row.numClasses[0]).isZero();
    }

    @Test
    void is_forgotten_when_the_row_is_cleared() {
      RowColumns row = Rows.withLabels(new double[] {1}, Rows.of(LOGITS, 2, 1));
      row.find(0, RowStatus.NULL_LABEL);
      row.clear(0, 1);

      assertThat(evaluated(evaluator, row).losses[0]).isEqualTo(LOSS_OF_1_2_3_FOR_2);
    }
  }

  @Test
  void class_weights_fix_the_number_of_classes() {
    LossOptions options = LossOptions.of(0, new double[] {1, 2}, OptionalLong.empty());

    assertThatThrownBy(() -> new RowEvaluator(options, 3, 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("num_classes is 3 with 2 class weights");
  }

  private static RowColumns row(RowEvaluator evaluator, float[] logits, long label, double weight) {
    return evaluated(evaluator, Rows.of(logits, label, weight));
  }

  private static RowColumns row(
      RowEvaluator evaluator, double[] logits, long label, double weight) {
    return evaluated(evaluator, Rows.of(logits, label, weight));
  }

  private static RowColumns row(
      RowEvaluator evaluator, float[] logits, double[] labels, double weight) {
    return evaluated(evaluator, Rows.withLabels(labels, Rows.of(logits, 0, weight)));
  }

  private static RowColumns row(
      RowEvaluator evaluator, double[] logits, double[] labels, double weight) {
    return evaluated(evaluator, Rows.withLabels(labels, Rows.of(logits, 0, weight)));
  }

  private static RowColumns evaluated(RowEvaluator evaluator, RowColumns row) {
    evaluator.evaluate(row, 0, 1);
    return row;
  }

  private static boolean isCorrect(RowColumns row) {
    return row.predictions[0] == row.labels[0];
  }

  private RowStatus status(float[] logits, long label) {
    return row(evaluator, logits, label, 1).statuses[0];
  }

  private RowStatus status(float[] logits, double[] labels) {
    return row(evaluator, logits, labels, 1).statuses[0];
  }
}
