// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static io.github.sparkxent.numeric.ExactOracle.assertNearest;
import static io.github.sparkxent.numeric.ExactOracle.nearest;
import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static ExactSum of(double... terms) {
    ExactSum sum = new ExactSum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum;
  }

  private static ExactSum ofProduct(double a, double b) {
    ExactSum sum = new ExactSum();
    sum.addProduct(a, b);
    return sum;
  }

  private static double anyFinite(Random random) {
    double x = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(x) ? x : 1 + random.nextDouble();
  }

  @Nested
  class The_value {
    @Test
    void of_no_terms_is_positive_zero() {
      assertThat(new ExactSum().value()).hasToString("0.0");
      assertThat(of(-0.0, -0.0).value()).hasToString("0.0");
      assertThat(of(1, -1).value()).hasToString("0.0");
    }

    @Test
    void of_one_term_is_the_term() {
      for (double x :
          new double[] {
            1,
            -1,
            0.1,
            MIN_VALUE,
            -MIN_VALUE,
            MAX_VALUE,
            -MAX_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            1e-300,
            700
          }) {
        assertThat(of(x).value()).isEqualTo(x);
      }
    }

    @Test
    void of_ten_times_a_tenth_is_one() {
      assertThat(of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).value()).isEqualTo(1.0);
    }

    @Test
    void keeps_what_cancellation_leaves() {
      assertThat(of(1e100, 1, -1e100).value()).isEqualTo(1.0);
      assertThat(of(1, 1e-300, -1).value()).isEqualTo(1e-300);
      assertThat(of(MAX_VALUE, -MIN_VALUE, -MAX_VALUE).value()).isEqualTo(-MIN_VALUE);
    }

    @Test
    void survives_a_partial_sum_that_overflows() {
      assertThat(of(1e308, 1e308, -1e308).value()).isEqualTo(1e308);
      assertThat(of(-1e308, -1e308, 1e308).value()).isEqualTo(-1e308);
    }

    @Test
    void is_an_infinity_from_half_an_ulp_beyond_the_largest_double() {
      double halfUlp = 0x1p970;
      assertThat(of(MAX_VALUE, halfUlp).value()).isEqualTo(POSITIVE_INFINITY);
      assertThat(of(MAX_VALUE, halfUlp, -MIN_VALUE).value()).isEqualTo(MAX_VALUE);
      assertThat(of(-MAX_VALUE, -halfUlp).value()).isEqualTo(NEGATIVE_INFINITY);
    }

    @Test
    void rounds_ties_to_even() {
      assertThat(of(0x1p53, 1).value()).isEqualTo(0x1p53);
      assertThat(of(0x1p53, 3).value()).isEqualTo(0x1p53 + 4);
      assertThat(of(0x1p53, 1, MIN_VALUE).value()).isEqualTo(0x1p53 + 2);
      assertThat(of(-0x1p53, -1, -MIN_VALUE).value()).isEqualTo(-0x1p53 - 2);
    }

    @Test
    void is_the_nearest_double_for_any_terms() {
      Random random = new Random(1);
      for (int trial = 0; trial < 300; trial++) {
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = random.nextInt(30); i >= 0; i--) {
          double x = trial % 2 == 0 ? anyFinite(random) : 20 * random.nextDouble();
          sum.add(x);
          exact = exact.add(new BigDecimal(x));
        }
        assertThat(sum.value()).isEqualTo(nearest(exact));
      }
    }

    @Test
    void is_exact_after_carries_at_every_place_of_a_chunk_and_of_either_sign() {
      long n = 2500;
      ExactSum sum = new ExactSum();
      ExactRational once = ExactRational.ZERO;
      for (int place = 0; place < 32; place++) {
        double x = Math.scalb(place % 3 == 0 ? -0x1.fffffffffffffp0 : 0x1.fffffffffffffp0, place);
        once = once.plus(ExactRational.of(x).plus(ExactRational.of(x).times(ExactRational.of(x))));
        for (int i = 0; i < n; i++) {
          sum.add(x);
          sum.addProduct(x, x);
        }
      }
      assertThat(sum.exactValue()).isEqualTo(once.times(ExactRational.of(n)));
    }

    @Test
    void is_exact_when_the_largest_terms_of_one_place_fill_a_chunk() {
      long n = 10_000;
      for (int place = 0; place < 32; place++) {
        double x = Math.scalb(-0x1.fffffffffffffp0, place);
        ExactSum sum = new ExactSum();
        for (int i = 0; i < n; i++) {
          sum.add(x);
        }
        assertThat(sum.exactValue()).isEqualTo(ExactRational.of(x).times(ExactRational.of(n)));
      }
    }

    @Test
    void is_exact_after_merges_that_carry() {
      ExactSum sum = of(MAX_VALUE, -1, MIN_VALUE);
      ExactRational once = sum.exactValue();
      for (int i = 0; i < 200; i++) {
        sum.add(sum);
      }
      assertThat(sum.exactValue()).isEqualTo(once.times(ExactRational.of(BigInteger.ONE, 200)));
    }
  }

  @Nested
  class Of_terms_that_are_not_finite {
    @Test
    void infinities_of_one_sign_win_over_finite_terms() {
      assertThat(of(POSITIVE_INFINITY, -MAX_VALUE).value()).isEqualTo(POSITIVE_INFINITY);
      assertThat(of(1, NEGATIVE_INFINITY).mean(2)).isEqualTo(NEGATIVE_INFINITY);
    }

    @Test
    void infinities_of_both_signs_and_nan_give_nan() {
      assertThat(of(POSITIVE_INFINITY, NEGATIVE_INFINITY).value()).isNaN();
      assertThat(of(NaN, POSITIVE_INFINITY).value()).isNaN();
      assertThat(of(NaN, 1).mean(2)).isNaN();
    }

    @Test
    void there_is_no_exact_value() {
      assertThat(of(MAX_VALUE, MAX_VALUE).isFinite()).isTrue();
      assertThat(of(NEGATIVE_INFINITY).isFinite()).isFalse();
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> of(NEGATIVE_INFINITY).exactValue())
          .withMessageContaining("-Infinity");
    }

    @Test
    void products_follow_the_signs_and_zero_times_infinity_is_nan() {
      assertThat(ofProduct(0, POSITIVE_INFINITY).value()).isNaN();
      assertThat(ofProduct(-MIN_VALUE, POSITIVE_INFINITY).value()).isEqualTo(NEGATIVE_INFINITY);
      assertThat(ofProduct(NaN, 0).value()).isNaN();
      ExactSum sum = new ExactSum();
      sum.addProduct(MIN_VALUE, -MIN_VALUE, POSITIVE_INFINITY);
      assertThat(sum.value()).isEqualTo(NEGATIVE_INFINITY);
      sum.addProduct(POSITIVE_INFINITY, 1, 0, 1);
      assertThat(sum.value()).isNaN();
    }
  }

  @Nested
  class A_product {
    @Test
    void enters_exactly() {
      double x = 1 + 0x1p-52;
      ExactSum sum = ofProduct(x, x);
      sum.add(-1);
      sum.add(-0x1p-51);
      assertThat(sum.value()).isEqualTo(0x1p-104);
    }

    @Test
    void below_the_smallest_double_is_kept() {
      ExactSum sum = ofProduct(MIN_VALUE, MIN_VALUE);
      assertThat(sum.value()).hasToString("0.0");
      assertThat(sum.exactValue().signum()).isEqualTo(1);
      sum.addProduct(-MIN_VALUE, MIN_VALUE);
      assertThat(sum).isEqualTo(new ExactSum());
    }

    @Test
    void above_the_largest_double_is_kept() {
      ExactSum sum = ofProduct(MAX_VALUE, MAX_VALUE);
      assertThat(sum.value()).isEqualTo(POSITIVE_INFINITY);
      assertThat(sum.isFinite()).isTrue();
      sum.addProduct(MAX_VALUE, -MAX_VALUE);
      assertThat(sum.value()).hasToString("0.0");
    }

    @Test
    void with_zero_adds_nothing() {
      ExactSum sum = ofProduct(-0.0, MAX_VALUE);
      sum.addProduct(0, 1, 2, 3);
      assertThat(sum).isEqualTo(new ExactSum());
    }

    @Test
    void may_be_exact_numbers_of_up_to_six_factors() {
      ExactRational least = ExactRational.of(MIN_VALUE);
      ExactRational product = ExactRational.of(-3).times(least);
      for (int i = 0; i < 5; i++) {
        ExactSum sum = new ExactSum();
        sum.add(product);
        assertThat(sum.exactValue()).isEqualTo(product);
        assertThat(ExactSum.fromByteArray(sum.toByteArray())).isEqualTo(sum);
        sum.add(product.times(ExactRational.of(-1)));
        assertThat(sum).isEqualTo(new ExactSum());
        product = product.times(least);
      }
      ExactSum sum = new ExactSum();
      sum.add(ExactRational.ZERO);
      assertThat(sum).isEqualTo(new ExactSum());
    }

    @Test
    void that_are_no_sums_of_products_of_doubles_are_refused() {
      ExactRational least = ExactRational.of(MIN_VALUE);
      ExactRational square = least.times(least);
      ExactRational tooSmall = square.times(square).times(square).times(ExactRational.of(0.5));
      ExactRational third = ExactRational.of(1).dividedBy(ExactRational.of(3));
      for (ExactRational number : List.of(tooSmall, third)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new ExactSum().add(number))
            .withMessage(number + " is not a sum of products of doubles");
      }
    }

    @Test
    void of_any_factors_is_exact() {
      Random random = new Random(2);
      for (int trial = 0; trial < 1000; trial++) {
        double a = anyFinite(random);
        double b = anyFinite(random);
        double c = anyFinite(random);
        double d = anyFinite(random);
        ExactRational two = ExactRational.of(a).times(ExactRational.of(b));
        ExactRational three = two.times(ExactRational.of(c));
        ExactRational four = three.times(ExactRational.of(d));
        ExactSum sum = ofProduct(a, b);
        assertThat(sum.exactValue()).isEqualTo(two);
        sum.addProduct(a, b, c);
        assertThat(sum.exactValue()).isEqualTo(two.plus(three));
        sum.addProduct(a, b, c, d);
        assertThat(sum.exactValue()).isEqualTo(two.plus(three).plus(four));
      }
    }

    @Test
    void of_the_largest_and_smallest_factors_is_exact() {
      for (double x : new double[] {MIN_VALUE, -MIN_VALUE, MAX_VALUE, -MAX_VALUE}) {
        ExactSum sum = new ExactSum();
        sum.addProduct(x, x, x, x);
        ExactRational square = ExactRational.of(x).times(ExactRational.of(x));
        assertThat(sum.exactValue()).isEqualTo(square.times(square));
        for (int i = 0; i < 60; i++) {
          sum.add(sum);
        }
        assertThat(ExactSum.fromByteArray(sum.toByteArray())).isEqualTo(sum);
      }
    }
  }

  @Nested
  class The_mean {
    @Test
    void is_rounded_once() {
      assertThat(of(0.3, 0.2, 0.1).mean(3)).isEqualTo(0.2);
      assertThat(of(MAX_VALUE, 0x1p970).mean(2)).isEqualTo(0x1p1023);
    }

    @Test
    void below_the_smallest_double_is_rounded_to_even() {
      assertThat(of(MIN_VALUE).mean(2)).hasToString("0.0");
      assertThat(of(3 * MIN_VALUE).mean(2)).isEqualTo(2 * MIN_VALUE);
      assertThat(of(2 * MIN_VALUE).mean(3)).isEqualTo(MIN_VALUE);
    }

    @Test
    void that_rounds_to_zero_is_positive_zero() {
      assertThat(of(-MIN_VALUE).mean(2)).hasToString("0.0");
      assertThat(of(-MIN_VALUE).mean(Long.MAX_VALUE)).hasToString("0.0");
    }

    @Test
    void is_the_nearest_double_for_any_terms() {
      Random random = new Random(3);
      for (int trial = 0; trial < 300; trial++) {
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        int n = 1 + random.nextInt(30);
        for (int i = 0; i < n; i++) {
          double x = trial % 2 == 0 ? anyFinite(random) : MIN_VALUE * random.nextInt(10);
          sum.add(x);
          exact = exact.add(new BigDecimal(x));
        }
        assertNearest(sum.mean(n), exact, BigDecimal.valueOf(n));
      }
    }

    @Test
    void over_no_terms_is_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(1).mean(0))
          .withMessageContaining("not over 0");
    }
  }

  @Nested
  class The_quotient_of_two_sums {
    @Test
    void is_the_nearest_double() {
      Random random = new Random(4);
      for (int trial = 0; trial < 300; trial++) {
        double a = random.nextDouble() - 0.5;
        double b = 1e-3 * random.nextDouble();
        double c = 1 + random.nextDouble();
        assertNearest(
            of(a, b).dividedBy(of(c, b)),
            new BigDecimal(a).add(new BigDecimal(b)),
            new BigDecimal(c).add(new BigDecimal(b)));
      }
      assertThat(ofProduct(MAX_VALUE, 3).dividedBy(of(MAX_VALUE, MAX_VALUE))).isEqualTo(1.5);
    }

    @Test
    void by_zero_is_as_in_ieee_754() {
      assertThat(of().dividedBy(of())).isNaN();
      assertThat(of(MIN_VALUE).dividedBy(of())).isEqualTo(POSITIVE_INFINITY);
      assertThat(of(-1).dividedBy(of(1, -1))).isEqualTo(NEGATIVE_INFINITY);
    }

    @Test
    void of_sums_that_are_not_finite_is_as_in_ieee_754() {
      assertThat(of(POSITIVE_INFINITY).dividedBy(of(-2))).isEqualTo(NEGATIVE_INFINITY);
      assertThat(of(-2).dividedBy(of(POSITIVE_INFINITY))).hasToString("0.0");
      assertThat(of(POSITIVE_INFINITY).dividedBy(of(POSITIVE_INFINITY))).isNaN();
      assertThat(of(NaN).dividedBy(of(1))).isNaN();
      assertThat(ofProduct(MAX_VALUE, MAX_VALUE).dividedBy(of(POSITIVE_INFINITY)))
          .hasToString("0.0");
    }
  }
}
