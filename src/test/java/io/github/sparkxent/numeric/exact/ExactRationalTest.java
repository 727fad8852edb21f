// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static io.github.sparkxent.numeric.ExactOracle.assertNearest;
import static io.github.sparkxent.numeric.ExactOracle.nearest;
import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactRationalTest {
  private final Random random = new Random(6);

  private static ExactRational of(long numerator, long denominator) {
    return ExactRational.of(numerator).dividedBy(ExactRational.of(denominator));
  }

  private static ExactRational power(int exponent) {
    return ExactRational.of(BigInteger.ONE, exponent);
  }

  @Nested
  class Arithmetic {
    @Test
    void brings_fractions_to_lowest_terms() {
      assertThat(of(6, -4)).isEqualTo(of(-3, 2)).hasSameHashCodeAs(of(-3, 2));
      assertThat(of(6, -4)).hasToString("-3 * 2^-1");
      assertThat(of(2, 9)).hasToString("1/9 * 2^1");
      assertThat(of(0, -4)).isEqualTo(ExactRational.ZERO);
      assertThat(of(1, 3)).isNotEqualTo(of(1, 5)).isNotEqualTo(of(2, 3)).isNotEqualTo(of(-1, 3));
    }

    @Test
    void is_that_of_the_rational_numbers() {
      assertThat(of(1, 6).plus(of(1, 10))).isEqualTo(of(4, 15));
      assertThat(of(1, 6).minus(of(1, 6))).isEqualTo(ExactRational.ZERO);
      assertThat(of(1, 6).times(of(9, 2))).isEqualTo(of(3, 4));
      assertThat(of(1, 6).dividedBy(of(-1, 3))).isEqualTo(of(-1, 2));
      assertThat(ExactRational.ZERO.plus(of(1, 3))).isEqualTo(of(1, 3));
      assertThat(of(1, 3).plus(ExactRational.ZERO)).isEqualTo(of(1, 3));
      assertThat(ExactRational.ZERO.minus(of(1, 3)).signum()).isEqualTo(-1);
    }

    @Test
    void refuses_to_divide_by_zero() {
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> of(1, 3).dividedBy(ExactRational.ZERO))
          .withMessage("division of 1/3 by zero");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void has_no_number_that_is_not_finite(double value) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ExactRational.of(value))
          .withMessageStartingWith("" + value);
    }
  }

  @Nested
  class The_double_value {
    @Test
    void of_a_double_is_that_double() {
      for (int i = 0; i < 2000; i++) {
        double x = Double.longBitsToDouble(random.nextLong() >> random.nextInt(64));
        if (Double.isFinite(x)) {
          assertThat(ExactRational.of(x).doubleValue()).isEqualTo(x + 0.0);
        }
      }
    }

    @Test
    void of_a_quotient_is_the_nearest_double() {
      for (int i = 0; i < 1000; i++) {
        double a = Math.scalb(random.nextDouble() + 0.5, random.nextInt(1000) - 500);
        double b = Math.scalb(random.nextDouble() + 0.5, random.nextInt(1000) - 500);
        ExactRational quotient = ExactRational.of(a).dividedBy(ExactRational.of(b));
        assertNearest(quotient.doubleValue(), new BigDecimal(a), new BigDecimal(b));
        assertThat(ExactRational.ZERO.minus(quotient).doubleValue())
            .isEqualTo(-quotient.doubleValue());
      }
    }

    @Test
    void is_rounded_once_where_it_is_subnormal() {
      for (int i = 0; i < 1000; i++) {
        long significand = random.nextLong() >> random.nextInt(64);
        int exponent = -1074 - random.nextInt(70);
        BigDecimal exact = new BigDecimal(significand).divide(new BigDecimal(2).pow(-exponent));
        assertThat(ExactRational.of(BigInteger.valueOf(significand), exponent).doubleValue())
            .hasToString("" + nearest(exact));
      }
    }

    @Test
    void of_a_third_of_the_smallest_double_is_zero_and_of_two_thirds_it_is_that() {
      ExactRational smallest = ExactRational.of(MIN_VALUE);
      assertThat(smallest.times(of(1, 3)).doubleValue()).hasToString("0.0");
      assertThat(smallest.times(of(-1, 3)).doubleValue()).hasToString("0.0");
      assertThat(smallest.times(of(1, 2)).doubleValue()).hasToString("0.0");
      assertThat(smallest.times(of(2, 3)).doubleValue()).isEqualTo(MIN_VALUE);
      assertThat(smallest.times(of(3, 2)).doubleValue()).isEqualTo(2 * MIN_VALUE);
      assertThat(power(-100_000).doubleValue()).hasToString("0.0");
    }

    @Test
    void beyond_the_largest_double_is_an_infinity() {
      ExactRational largest = ExactRational.of(MAX_VALUE);
      ExactRational halfUlp = power(970);
      assertThat(largest.plus(halfUlp).doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(largest.plus(halfUlp).minus(of(1, 3)).doubleValue()).isEqualTo(MAX_VALUE);
      assertThat(power(100_000).times(of(-1, 3)).doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void of_a_tie_is_even() {
      assertThat(power(53).plus(of(1, 1)).doubleValue()).isEqualTo(0x1p53);
      assertThat(power(53).plus(of(3, 1)).doubleValue()).isEqualTo(0x1p53 + 4);
      assertThat(power(53).plus(of(1, 1)).plus(power(-2000)).doubleValue()).isEqualTo(0x1p53 + 2);
      assertThat(power(53).plus(of(3, 1)).minus(power(-2000)).doubleValue()).isEqualTo(0x1p53 + 2);
    }
  }

  @Nested
  class The_square_root {
    @Test
    void is_that_of_the_rounded_number() {
      for (int i = 0; i < 1000; i++) {
        double a = Math.scalb(random.nextDouble() + 0.5, random.nextInt(1000) - 500);
        ExactRational number = ExactRational.of(a).times(of(1, 3));
        assertThat(number.squareRoot()).isEqualTo(StrictMath.sqrt(number.doubleValue()));
      }
      assertThat(ExactRational.ZERO.squareRoot()).hasToString("0.0");
      assertThat(of(-1, 3).squareRoot()).isNaN();
    }

    @Test
    void is_a_double_where_the_square_is_none() {
      for (double x : new double[] {1e-300, MIN_VALUE, 1e300, MAX_VALUE, 3}) {
        ExactRational number = ExactRational.of(x);
        assertThat(number.times(number).squareRoot()).isEqualTo(x);
      }
      assertThat(power(3000).squareRoot()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(power(-3000).squareRoot()).hasToString("0.0");
    }
  }
}
