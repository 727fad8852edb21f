// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxRowTest {
  private static double[] logits(int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(classes, -8, 8).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 65, 1000})
  void gives_what_the_functions_of_single_results_give(int classes) {
    double[] logits = logits(classes, classes);
    int label = classes / 2;
    double[] softmax = Softmax.softmax(logits);
    double expected = SoftmaxCrossEntropy.sparse(logits, label);
    double brierScore = 0;
    for (int c = 0; c < classes; c++) {
      double gap = softmax[c] - (c == label ? 1 : 0);
      brierScore += gap * gap;
    }

    SoftmaxRow row = new SoftmaxRow().load(logits);

    assertThat(row.loss(label, LossOptions.DEFAULT)).isEqualTo(expected);
    assertThat(row.argmax()).isEqualTo(Softmax.argmax(logits));
    assertThat(row.probability(label)).isEqualTo(softmax[label]);
    assertThat(row.probability(row.argmax())).isEqualTo(softmax[row.argmax()]);
    assertThat(row.brierScore(label)).isCloseTo(brierScore, within(classes * 0x1p-52));
    assertThat(row.rank(row.argmax())).isZero();
  }

  @Test
  void a_one_hot_distribution_gives_what_the_class_id_gives() {
    double[] logits = logits(10, 1);
    double[] oneHot = new double[10];
    oneHot[4] = 1;
    SoftmaxRow row = new SoftmaxRow().load(logits);

    assertThat(row.loss(oneHot, LossOptions.DEFAULT)).isEqualTo(row.loss(4, LossOptions.DEFAULT));
    assertThat(row.brierScore(oneHot)).isEqualTo(row.brierScore(4));
  }

  @Test
  void the_brier_score_is_right_where_the_loss_needs_no_exponential() {
    LossOptions none = LossOptions.of(0, new double[] {0, 1}, OptionalLong.empty());
    double[] masked = {Double.NEGATIVE_INFINITY, 0};
    new SoftmaxRow().load(logits(50, 2)).loss(0, LossOptions.DEFAULT);

    SoftmaxRow weightless = new SoftmaxRow().load(new double[] {0, 0});
    assertThat(weightless.loss(0, none)).isZero();
    assertThat(weightless.brierScore(0)).isEqualTo(0.5);
    SoftmaxRow impossible = new SoftmaxRow().load(masked);
    assertThat(impossible.loss(0, LossOptions.DEFAULT)).isInfinite();
    assertThat(impossible.brierScore(0)).isEqualTo(2);
    assertThat(impossible.brierScore(1)).isZero();
  }

  /** The probability of the label minus the largest other one, to 50 digits and more. */
  private static BigDecimal exactMargin(double[] logits, int label) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double other = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logits.length; c++) {
      other = c == label ? other : Math.max(other, logits[c]);
    }
    BigDecimal sum = ExactReference.sumOfOthers(logits, max).toBigDecimal().add(BigDecimal.ONE);
    BigDecimal difference = exactExp(logits[label], max).subtract(exactExp(other, max));
    return difference.divide(sum, new MathContext(60));
  }

  private static BigDecimal exactExp(double logit, double max) {
    return ExactReference.sumOfOthers(new double[] {max, logit}, max).toBigDecimal();
  }

  @Test
  void the_margin_is_within_its_bound_for_rows_of_all_kinds() {
    RandomRows source = new RandomRows(17);
    for (int i = 0; i < 20_000; i++) {
      RandomRows.Example row = source.next();
      SoftmaxRow softmax = new SoftmaxRow().load(row.logits());
      if (softmax.isDefined()) {
        double margin = softmax.margin(row.label());
        BigDecimal error = exactMargin(row.logits(), row.label()).subtract(new BigDecimal(margin));
        assertThat(error.abs()).isLessThanOrEqualTo(new BigDecimal(Math.ulp(1.0)));
        assertThat(margin).isBetween(-1.0, 1.0);
      }
    }
  }

  @Test
  void the_margin_is_that_of_the_label_over_the_next_class_and_below_zero_if_another_is_larger() {
    SoftmaxRow row = new SoftmaxRow().load(new double[] {1, 2, 3});
    assertThat(row.margin(2)).isCloseTo(0.6652409557748219 - 0.24472847105479764, within(0x1p-52));
    assertThat(row.margin(1)).isCloseTo(0.24472847105479764 - 0.6652409557748219, within(0x1p-52));
    assertThat(row.margin(0)).isCloseTo(0.09003057317038046 - 0.6652409557748219, within(0x1p-52));
    assertThat(new SoftmaxRow().load(new double[] {1, 1}).margin(1)).hasToString("0.0");
    assertThat(new SoftmaxRow().load(new double[] {7}).margin(0)).isEqualTo(1.0);
    SoftmaxRow masked = new SoftmaxRow().load(new double[] {0, Double.NEGATIVE_INFINITY});
    assertThat(masked.margin(0)).isEqualTo(1.0);
    assertThat(masked.margin(1)).isEqualTo(-1.0);
  }

  @Test
  void a_row_without_a_softmax_says_why() {
    SoftmaxRow nan = new SoftmaxRow().load(new float[] {1, Float.NaN});
    assertThat(nan.isDefined()).isFalse();
    assertThat(nan.hasNaN()).isTrue();
    SoftmaxRow infinite = new SoftmaxRow().load(new float[] {1, Float.POSITIVE_INFINITY});
    assertThat(infinite.isDefined()).isFalse();
    assertThat(infinite.hasNaN()).isFalse();
  }

  @Test
  void bad_arguments_are_refused_with_their_values() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SoftmaxRow().load(new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxRow().load(new float[2]).loss(2, LossOptions.DEFAULT))
        .withMessageContaining("label 2 is outside [0, 2)");
  }
}
