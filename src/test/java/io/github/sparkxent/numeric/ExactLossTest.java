// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.hard.ExactLoss;
import io.github.sparkxent.numeric.hard.PatientExactLoss;
import io.github.sparkxent.numeric.kernel.Logits;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The exact arithmetic alone, which few random rows reach. */
class ExactLossTest {

  @Test
  void it_gives_the_nearest_double_for_random_rows() {
    RandomRows rows = new RandomRows(11);
    for (int i = 0; i < 2_000; i++) {
      RandomRows.Example row = rows.next();
      double loss = exact(row.logits(), row.distribution(), row.options());
      assertThat(
              ExactReference.isNearest(
                  loss, ExactReference.loss(row.logits(), row.distribution(), row.options())))
          .isTrue();
      assertThat(loss).isEqualTo(row.loss());
    }
  }

  @Test
  void a_gap_half_way_between_doubles_is_rounded_up_by_the_smallest_other_term() {
    // The gap is 2^53 + 1, a tie that goes to even, which is down; exp(-2^53 - 1) is above 0.
    double[] logits = {0x1p53, -1.0};
    assertThat(SoftmaxCrossEntropy.sparse(logits, 1)).isEqualTo(0x1p53 + 2.0);
  }

  @Test
  void gaps_on_either_side_of_half_way_are_rounded_as_they_are() {
    for (double logit : new double[] {-1.0, -3.0, -0.5, -1.0000000001, 1.0, 0.5, 0.25, -1e-300}) {
      for (double max : new double[] {0x1p53, 0x1p53 + 2, 0x1p54 + 4, 3.0 * 0x1p60}) {
        double[] logits = {max, logit, -Double.MAX_VALUE};
        for (int label = 1; label < 3; label++) {
          double[] labels = new double[3];
          labels[label] = 1.0;
          assertThat(SoftmaxCrossEntropy.sparse(logits, label))
              .isEqualTo(PatientExactLoss.of(logits, max, labels, LossOptions.DEFAULT));
        }
      }
    }
  }

  @Test
  void a_gap_half_way_between_doubles_goes_to_even_if_nothing_else_is_there() {
    // Labels of sum 0 leave no logarithm: the loss is the gap of 2^53 + 1, exactly.
    double[] logits = {0x1p53, -1.0};
    assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {-1.0, 1.0})).isEqualTo(0x1p53);
  }

  @Test
  void a_negative_tie_is_broken_towards_zero_by_a_positive_rest() {
    // -(2^53 + 1) * 1 + 2 * log(1 + exp(-2^53 - 1)): just above the tie.
    double[] logits = {0x1p53, -1.0};
    assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {3.0, -1.0})).isEqualTo(-0x1p53);
    assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {1.0, -1.0})).isEqualTo(-0x1p53);
    assertThat(SoftmaxCrossEntropy.dense(logits, new double[] {0.5, -1.0}))
        .isEqualTo(-0x1p53 - 2.0);
  }

  @Test
  void a_subnormal_loss_is_rounded_once() {
    // exp(-744) is 1.98 units of the least subnormal: 2, and exp(-745) 0.73: 1.
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {744.0, 0.0}, 0))
        .isEqualTo(2 * Double.MIN_VALUE);
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {745.0, 0.0}, 0))
        .isEqualTo(Double.MIN_VALUE);
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {746.0, 0.0}, 0)).isZero();
  }

  @Test
  void a_weight_lifts_a_loss_that_alone_would_underflow() {
    // 1e308 * exp(-1000) = 1e308 * 5.075958897549457e-435
    LossOptions options = LossOptions.of(0.0, new double[] {1e308, 1.0}, OptionalLong.empty());
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {1000.0, 0.0}, 0, options))
        .isEqualTo(5.075958897549457e-127);
  }

  @Test
  void factors_that_underflow_are_not_lost() {
    // 1e-300 * 1e-20 is subnormal, times a gap of 1e300 it is not: 1e-20.
    LossOptions weights = LossOptions.of(0.0, new double[] {1e-20, 1e-20}, OptionalLong.empty());
    double[] farApart = {1e300, 0.0};
    assertNearest(farApart, new double[] {0.0, 1e-300}, weights);
    assertNearest(
        farApart, new double[] {1.0, 0.0}, LossOptions.of(1e-310, null, OptionalLong.empty()));
    assertNearest(new double[] {730.0, 0.0}, new double[] {1e300, 0.0}, LossOptions.DEFAULT);
    LossOptions heavy = LossOptions.of(0.0, new double[] {1e300, 1.0, 1.0}, OptionalLong.empty());
    assertNearest(new double[] {765.0, 0.0, -36.0}, new double[] {1.0, 0.0, 0.0}, heavy);
  }

  private static void assertNearest(double[] logits, double[] labels, LossOptions options) {
    double loss = SoftmaxCrossEntropy.dense(logits, labels, options);
    assertThat(ExactReference.isNearest(loss, ExactReference.loss(logits, labels, options)))
        .isTrue();
    if (labels[0] == 1.0) {
      assertThat(SoftmaxCrossEntropy.sparse(logits, 0, options)).isEqualTo(loss);
    }
  }

  @Test
  void the_largest_loss_is_finite_and_what_is_larger_infinite() {
    double max = Double.MAX_VALUE;
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {max, 0.0}, 1)).isEqualTo(max);
    assertThat(SoftmaxCrossEntropy.sparse(new double[] {max, -max}, 1)).isInfinite();
    assertThat(SoftmaxCrossEntropy.dense(new double[] {max, -max}, new double[] {0.5, 0.5}))
        .isEqualTo(max);
  }

  private static double exact(double[] logits, double[] labels, LossOptions options) {
    Logits row = Logits.of(logits);
    row.evaluate();
    return ExactLoss.of(row, options.coefficients(labels, labels.length));
  }
}
