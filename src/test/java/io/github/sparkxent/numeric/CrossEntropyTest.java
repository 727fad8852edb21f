// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CrossEntropyTest {

  private static double loss(double[] probabilities, double... labels) {
    return CrossEntropy.ofProbabilities(probabilities, labels);
  }

  @Test
  void the_worked_example_in_two_steps_loses_0_40760596() {
    double[] probabilities = Softmax.softmax(new double[] {1, 2, 3});
    assertThat(loss(probabilities, 0, 0, 1)).isEqualTo(0.4076059644443803, within(1e-15));
  }

  @Test
  void random_probabilities_give_the_nearest_double() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      double[] probabilities = {
        random.nextDouble(), 1 - 1e-9 * random.nextDouble(), Math.scalb(random.nextDouble(), -900)
      };
      double[] labels = {random.nextDouble(), random.nextDouble(), 1e-3 * random.nextDouble()};
      BigDecimal exact = BigDecimal.ZERO;
      for (int c = 0; c < 3; c++) {
        exact = exact.subtract(new BigDecimal(labels[c]).multiply(log(probabilities[c])));
      }
      assertThat(ExactReference.isNearest(loss(probabilities, labels), exact)).isTrue();
    }
  }

  /** log q as -log(1 + (1 - q) / q), or as log(1 + (q - 1)). */
  private static BigDecimal log(double q) {
    return q > 1.0
        ? ExactReference.log1p(new BigDecimal(q).subtract(BigDecimal.ONE))
        : ExactReference.logOfInverse(q).negate();
  }

  @Test
  void terms_of_both_signs_give_the_nearest_double() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 2_000; i++) {
      double[] probabilities = {random.nextDouble(), 1 + 1e-7 * random.nextDouble(), 4.0, 0.25};
      double[] labels = {random.nextDouble() - 0.5, -1.0, random.nextDouble(), 0.0};
      // Some nearly cancel, to 30 bits or to all that a double has.
      double sum = labels[0] * Math.log(probabilities[0]) + labels[2] * Math.log(4);
      labels[3] = i % 2 == 0 ? (float) (sum / Math.log(4)) : sum / Math.log(4);
      BigDecimal exact = BigDecimal.ZERO;
      for (int c = 0; c < 4; c++) {
        exact = exact.subtract(new BigDecimal(labels[c]).multiply(log(probabilities[c])));
      }
      assertThat(ExactReference.isNearest(loss(probabilities, labels), exact)).isTrue();
    }
  }

  @Test
  void logarithms_that_need_many_bits_give_the_nearest_double() {
    // log(1 + 2^-52) - 4 log(1 + 2^-54) cannot be; so near to it: 2 log(1 + e) - log(1 + 2 e).
    double e = 0x1p-52;
    BigDecimal exact = log(1 + 2 * e).subtract(log(1 + e).multiply(BigDecimal.valueOf(2)));
    double loss = loss(new double[] {1 + e, 1 + 2 * e}, 2.0, -1.0);
    assertThat(ExactReference.isNearest(loss, exact)).isTrue();
    assertThat(loss).isEqualTo(-0x1p-104, within(0x1p-150));
  }

  @Test
  void a_label_of_zero_adds_nothing_whatever_it_multiplies() {
    assertThat(loss(new double[] {0.0, Double.NaN, 1.0}, 0, 0, 1)).isZero();
  }

  @Test
  void mass_on_an_impossible_class_loses_infinitely() {
    assertThat(loss(new double[] {0.0, 1.0}, 0.5, 0.5)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void mass_on_what_is_no_probability_is_nan() {
    assertThat(loss(new double[] {-0.5, 1.5}, 0.5, 0.5)).isNaN();
    assertThat(loss(new double[] {Double.NaN, 1.0}, 0.5, 0.5)).isNaN();
    assertThat(loss(new double[] {0.5, 0.5}, Double.NaN, 0.5)).isNaN();
  }

  @Test
  void terms_that_cancel_give_a_positive_zero() {
    assertThat(Double.compare(loss(new double[] {2.0, 0.5}, 1.0, 1.0), 0.0)).isZero();
  }

  @Test
  @Timeout(20)
  void terms_that_cancel_are_zero_within_any_time_however_many_they_are() {
    assertZero(new double[] {2.0, 0.5}, 0.5, 0.5);
    assertZero(new double[] {2.0, 0.5}, Double.MAX_VALUE, Double.MAX_VALUE);
    assertZero(new double[] {3.0, 0.75, 4.0}, 1e-3, -1e-3, -1e-3);
    assertZero(new double[] {3.0, 5.0, 15.0}, 1.0, 1.0, -1.0);
    assertZero(new double[] {9.0, 3.0}, Double.MIN_VALUE, -2 * Double.MIN_VALUE);
    double[] probabilities = new double[100_000];
    double[] labels = new double[100_000];
    Arrays.setAll(probabilities, c -> 1.0 / (1 + c / 2));
    Arrays.setAll(labels, c -> c % 2 == 0 ? 0.3 : -0.3);
    assertZero(probabilities, labels);
  }

  private static void assertZero(double[] probabilities, double... labels) {
    assertThat(Double.compare(loss(probabilities, labels), 0.0)).isZero();
  }

  @Test
  void all_combinations_of_floats_and_doubles_agree() {
    float[] q = {0.25f, 0.75f};
    double[] wideQ = {0.25, 0.75};
    float[] p = {0.1f, 0.9f};
    double[] wideP = {0.1f, 0.9f};
    double loss = CrossEntropy.ofProbabilities(wideQ, wideP);
    assertThat(CrossEntropy.ofProbabilities(q, p)).isEqualTo(loss);
    assertThat(CrossEntropy.ofProbabilities(q, wideP)).isEqualTo(loss);
    assertThat(CrossEntropy.ofProbabilities(wideQ, p)).isEqualTo(loss);
  }

  @Test
  void lengths_that_differ_and_no_classes_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss(new double[] {0.5, 0.5}, 1.0))
        .withMessage("labels has 1 elements but probabilities has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss(new double[0]))
        .withMessage("probabilities has 0 classes");
  }
}
