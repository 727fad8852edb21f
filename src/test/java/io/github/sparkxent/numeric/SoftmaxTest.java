// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

  private static final double[] ONE_TWO_THREE = {1.0, 2.0, 3.0};

  @Test
  void the_worked_example_has_its_probabilities() {
    assertThat(Softmax.softmax(ONE_TWO_THREE))
        .containsExactly(0.09003057317038046, 0.24472847105479764, 0.6652409557748219);
    assertThat(Softmax.softmax(new float[] {1, 2, 3})).isEqualTo(Softmax.softmax(ONE_TWO_THREE));
  }

  @Test
  void probabilities_are_the_nearest_doubles() {
    RandomRows rows = new RandomRows(21);
    for (int i = 0; i < 300; i++) {
      double[] logits = rows.next().logits();
      double[] probabilities = Softmax.softmax(logits);
      double[] single = new double[2];
      double max = logits[Softmax.argmax(logits)];
      BigDecimal total = ExactReference.sumOfOthers(logits, max).toBigDecimal().add(BigDecimal.ONE);
      for (int c = 0; c < logits.length; c++) {
        single[0] = max;
        single[1] = logits[c];
        BigDecimal power = ExactReference.sumOfOthers(single, max).toBigDecimal();
        BigDecimal exact = power.divide(total, new MathContext(50));
        assertThat(ExactReference.isNearest(probabilities[c], exact)).isTrue();
      }
    }
  }

  @Test
  void probabilities_far_below_the_largest_are_subnormal_and_then_zero() {
    double[] probabilities = Softmax.softmax(new double[] {0.0, -720.0, -745.0, -746.0, -1e300});
    assertThat(probabilities).containsExactly(1.0, 2.0322308024E-313, Double.MIN_VALUE, 0.0, 0.0);
  }

  @Test
  void subnormal_probabilities_are_the_nearest_doubles() {
    SplittableRandom random = new SplittableRandom(4);
    double[] logits = new double[2000];
    Arrays.setAll(logits, c -> c == 0 ? 1.5 : 1.5 - random.nextDouble(700, 748));
    double[] probabilities = Softmax.softmax(logits);
    for (int c = 0; c < logits.length; c++) {
      BigDecimal power =
          ExactReference.sumOfOthers(new double[] {1.5, logits[c]}, 1.5).toBigDecimal();
      BigDecimal exact = c == 0 ? BigDecimal.ONE : power; // the sum is 1 but for 2^-1000
      assertThat(ExactReference.isNearest(probabilities[c], exact)).isTrue();
    }
  }

  @Test
  void logarithms_on_ties_are_the_nearest_doubles() {
    double[] logits = new double[1000];
    Arrays.setAll(logits, c -> c == 7 ? 0x1p53 : -c);
    double[] logarithms = Softmax.logSoftmax(logits);
    for (int c = 8; c < logits.length; c++) {
      assertThat(logarithms[c]).isEqualTo(-0x1p53 - 2 * ((c + 1) / 2));
    }
  }

  @Test
  void log_probabilities_are_the_negative_losses() {
    RandomRows rows = new RandomRows(22);
    for (int i = 0; i < 300; i++) {
      double[] logits = rows.next().logits();
      double[] logarithms = Softmax.logSoftmax(logits);
      for (int c = 0; c < logits.length; c++) {
        assertThat(logarithms[c]).isEqualTo(0.0 - SoftmaxCrossEntropy.sparse(logits, c));
      }
    }
  }

  @Test
  void the_normaliser_is_the_nearest_double_even_if_it_cancels() {
    RandomRows rows = new RandomRows(23);
    for (int i = 0; i < 2_000; i++) {
      double[] logits = rows.next().logits();
      double max = logits[Softmax.argmax(logits)];
      BigDecimal log = ExactReference.log1p(ExactReference.sumOfOthers(logits, max));
      assertThat(ExactReference.isNearest(Softmax.logSumExp(logits), log.add(new BigDecimal(max))))
          .isTrue();
      double shift = Softmax.logSumExp(logits);
      double[] shifted = new double[logits.length];
      for (int c = 0; c < logits.length; c++) {
        shifted[c] = logits[c] - shift;
      }
      double top = shifted[Softmax.argmax(shifted)];
      BigDecimal rest = ExactReference.log1p(ExactReference.sumOfOthers(shifted, top));
      assertThat(
              ExactReference.isNearest(Softmax.logSumExp(shifted), rest.add(new BigDecimal(top))))
          .isTrue();
    }
  }

  @Test
  void a_masked_class_has_probability_zero() {
    double[] logits = {0.0, Double.NEGATIVE_INFINITY, 0.0};
    assertThat(Softmax.softmax(logits)).containsExactly(0.5, 0.0, 0.5);
    assertThat(Softmax.logSoftmax(logits))
        .containsExactly(-0.6931471805599453, Double.NEGATIVE_INFINITY, -0.6931471805599453);
    assertThat(Softmax.logSumExp(logits)).isEqualTo(0.6931471805599453);
  }

  @Test
  void a_class_alone_is_certain() {
    assertThat(Softmax.softmax(new double[] {-3e300})).containsExactly(1.0);
    assertThat(Softmax.logSoftmax(new double[] {7.0})).containsExactly(0.0);
    assertThat(Softmax.logSumExp(new double[] {-3e300})).isEqualTo(-3e300);
    assertThat(Softmax.logSumExp(new double[] {0.0})).isZero();
  }

  @Test
  void an_undefined_row_is_nan_in_all_of_its_elements() {
    double[][] undefined = {
      {0.0, Double.NaN},
      {Double.POSITIVE_INFINITY, 0.0},
      {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}
    };
    for (double[] logits : undefined) {
      assertThat(Softmax.softmax(logits)).containsExactly(Double.NaN, Double.NaN);
      assertThat(Softmax.logSoftmax(logits)).containsExactly(Double.NaN, Double.NaN);
      assertThat(Softmax.logSumExp(logits)).isNaN();
    }
  }

  @Test
  void argmax_is_the_first_of_the_largest() {
    assertThat(Softmax.argmax(new double[] {1.0, 3.0, 3.0, 2.0})).isEqualTo(1);
    assertThat(Softmax.argmax(new float[] {1.0f, 3.0f, 3.0f, 2.0f})).isEqualTo(1);
    assertThat(Softmax.argmax(new double[] {-0.0, 0.0})).isZero();
    assertThat(Softmax.argmax(new float[] {-0.0f, 0.0f})).isZero();
  }

  @Test
  void argmax_of_a_row_with_nan_is_the_first_nan() {
    assertThat(Softmax.argmax(new double[] {9.0, Double.NaN, 10.0, Double.NaN})).isEqualTo(1);
    assertThat(Softmax.argmax(new float[] {9.0f, Float.NaN, 10.0f})).isEqualTo(1);
  }

  @Test
  void no_classes_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Softmax.softmax(new float[0]))
        .withMessage("logits has 0 classes");
    assertThatIllegalArgumentException().isThrownBy(() -> Softmax.argmax(new double[0]));
  }
}
