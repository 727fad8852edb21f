// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.ExactReference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two words of the full sum, and of the logarithm, are within the bounds of the proof. */
class ExpSumTest {

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal INVERSE_SCALE = new BigDecimal(ExpTable.INVERSE_SCALE);
  private static final double EXP_BOUND = 0x1p-74;
  private static final double LOG_BOUND = 0x1p-72;

  @Test
  void one_exponential_is_within_the_bound() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0.0;
    for (int i = 0; i < 10_000; i++) {
      double max = i % 2 == 0 ? 0.0 : 100 * random.nextDouble();
      double spread = i % 3 == 0 ? 0.01 : i % 3 == 1 ? 6.0 : 799.0;
      worst = Math.max(worst, error(max, max - spread * random.nextDouble()));
    }
    assertThat(worst).isLessThan(EXP_BOUND);
  }

  @Test
  void exponentials_at_the_ends_of_the_steps_are_within_the_bound() {
    double step = Math.log(2) / ExpTable.SIZE;
    for (int i = 0; i < 400_000; i += 61) {
      double middle = -step * (i + 0.5);
      assertThat(error(0.0, middle)).isLessThan(EXP_BOUND);
      assertThat(error(0.0, Math.nextUp(middle))).isLessThan(EXP_BOUND);
      assertThat(error(0.0, -step * i)).isLessThan(EXP_BOUND);
    }
    assertThat(error(0.0, ExpTable.LEAST_DIFFERENCE)).isLessThan(EXP_BOUND);
    assertThat(error(0.0, -Double.MIN_VALUE)).isLessThan(EXP_BOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 16, 31, 64, 100, 1000, 1024})
  void sums_of_any_size_are_within_the_bound(int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (double lead : new double[] {0, 1, 40, 700}) {
      double[] logits = new double[size + 1];
      Arrays.setAll(logits, j -> (float) (16 * random.nextDouble() - 8 - lead));
      logits[size] = 9.0;
      assertThat(error(9.0, logits, size)).isLessThan(EXP_BOUND);
    }
  }

  @Test
  void the_logarithm_is_within_the_bound() {
    SplittableRandom random = new SplittableRandom(3);
    double worst = 0.0;
    for (int i = 0; i < 10_000; i++) {
      double s = Math.scalb(1.0 + random.nextDouble(), random.nextInt(i % 2 == 0 ? 20 : 60) - 40);
      TwoWords scaled = new TwoWords();
      scaled.set(s * 0x1p512, s * 0x1p458 * random.nextDouble());
      BigDecimal exactSum = scaled(scaled);
      TwoWords log = new TwoWords();
      TwoWordLog.log1p(scaled, log);
      BigDecimal exact = ExactReference.log1p(exactSum);
      worst = Math.max(worst, relative(scaled(log), exact));
    }
    assertThat(worst).isLessThan(LOG_BOUND);
  }

  private static double error(double max, double... logits) {
    return error(max, Arrays.copyOf(logits, logits.length + 1), logits.length);
  }

  /**
   * The relative error of the sum of the first logits; the last of the array stands for the max.
   */
  private static double error(double max, double[] logits, int count) {
    TwoWords sum = new TwoWords();
    ExpSum.sum(logits, count, max, sum);
    double[] row = Arrays.copyOf(logits, count + 1);
    row[count] = max;
    BigDecimal exact = ExactReference.sumOfOthers(row, max).toBigDecimal();
    BigDecimal actual = scaled(sum);
    return exact.signum() == 0 ? actual.doubleValue() : relative(actual, exact);
  }

  private static BigDecimal scaled(TwoWords number) {
    return scaled(number.high).add(scaled(number.low), DIGITS);
  }

  private static BigDecimal scaled(double word) {
    return new BigDecimal(word).multiply(INVERSE_SCALE, DIGITS);
  }

  private static double relative(BigDecimal actual, BigDecimal exact) {
    return actual.subtract(exact, DIGITS).divide(exact, DIGITS).abs().doubleValue();
  }
}
