// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exponentials, sums and logarithms in three words are within the bounds of the proof. */
class ThreeWordExpTest {

  private static final int BITS = 320;

  /** How many units of its words an exponential is wrong by. */
  private static double error(double reference, double referenceLow, double x) {
    ThreeWordExp exponential = new ThreeWordExp(reference, referenceLow);
    exponential.exp(x);
    assertThat(exponential.value().high).isBetween(1L << 59, 1L << 61);
    int shift = -exponential.octave();
    ExactRational argument =
        ExactRational.of(x)
            .minus(ExactRational.of(reference))
            .minus(ExactRational.of(referenceLow));
    BigInteger exact = FixedPoint.exp(argument, BITS, shift);
    BigInteger units = exponential.value().units().shiftLeft(BITS - ThreeWords.BITS);
    return Math.scalb(
        units.subtract(exact).shiftRight(64).doubleValue(), ThreeWords.BITS + 64 - BITS);
  }

  @Test
  void an_exponential_is_within_the_bound() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0.0;
    for (int i = 0; i < 20_000; i++) {
      double max = new double[] {0.0, 100 * random.nextDouble(), -7.25, 1e6 + 0.1}[i % 4];
      double spread = new double[] {1e-9, 0.01, 6.0, 799.0, 4600.0}[i % 5];
      worst = Math.max(worst, Math.abs(error(max, 0.0, max - spread * random.nextDouble())));
    }
    assertThat(worst).isBetween(1.0, (double) ThreeWordExp.ERROR);
  }

  @Test
  void a_reference_has_two_words() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 5_000; i++) {
      double high = 25 * random.nextDouble();
      double low = Math.ulp(high) * random.nextDouble(-0.5, 0.5);
      assertThat(Math.abs(error(high, low, 0.0))).isLessThan(ThreeWordExp.ERROR);
    }
  }

  @Test
  void arguments_at_the_ends_of_the_steps_and_at_the_ends_of_doubles_are_within_the_bound() {
    double step = StrictMath.log(2) / ExpTable.SIZE;
    for (int i = 0; i < 3_000_000; i += 1013) {
      double end = -step * i;
      for (double x : new double[] {end, Math.nextDown(end), end - 0x1p-20, end - 0x1p-31}) {
        assertThat(Math.abs(error(0.0, 0.0, x))).isLessThan(ThreeWordExp.ERROR);
      }
    }
    double[][] pairs = {
      {0.0, 0.0}, {1e300, 1e300}, {0x1p60, 0x1p60 - 1024}, {Double.MIN_VALUE, 0.0},
      {Double.MIN_VALUE, -Double.MIN_VALUE}, {1e-300, -3.0}, {0x1p53, 0x1p53 - 1}, {0x1p19, 0x1p-19}
    };
    for (double[] pair : pairs) {
      assertThat(Math.abs(error(pair[0], 0.0, pair[1]))).isLessThan(ThreeWordExp.ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 100, 3000})
  void the_logarithm_of_a_row_is_inside_of_its_interval_and_that_is_short(int classes) {
    SplittableRandom random = new SplittableRandom(classes);
    for (int i = 0; i < 100 / Math.sqrt(classes); i++) {
      double gap = new double[] {0.0, 1e-9, 5.0, 13.9, 20.0, 50.0, 700.0, 4100.0}[i % 8];
      double spread = new double[] {0.0, 1.0, 300.0}[i % 3];
      double[] logits = new double[classes];
      Arrays.setAll(logits, c -> c == 1 ? 3.1 : 3.1 - gap - spread * random.nextDouble());
      Logits row = Logits.of(logits);
      row.evaluate();
      ExactLogarithm logarithm = new ExactLogarithm(row);
      ExactLogarithm.Interval words = logarithm.interval(2);
      assertThat(logarithm.exponentials()).isZero();
      ExactLogarithm.Interval integers = logarithm.interval(3);
      assertThat(integers.above().minus(words.above()).signum()).isPositive();
      assertThat(words.below().minus(integers.below()).signum()).isPositive();
      ExactRational width = words.below().minus(words.above());
      ExactRational most = words.below().times(ExactRational.of(0x1p-150 * classes));
      assertThat(most.minus(width).signum()).isPositive();
    }
  }
}
