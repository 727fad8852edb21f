// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTTest {
  private static final double[] VALUES = {1e-9, 1e-3, 0.1, 0.5, 1, 1.96, 2.5, 5, 9.6, 20, 37, 1e4};

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 3, 4, 5, 10, 29, 99, 100, 1999, 9_999, 123_456, 4_000_000, 10_000_000})
  void a_p_value_is_the_integral_of_the_density(long degreesOfFreedom) {
    for (double t : VALUES) {
      double expected = 2 * StudentTIntegral.above(t, degreesOfFreedom);
      if (expected > Double.MIN_NORMAL) {
        assertThat(StudentT.twoSidedP(t, degreesOfFreedom))
            .as("p of %s", t)
            .isCloseTo(expected, within(roundedOf(expected)))
            .isEqualTo(StudentT.twoSidedP(-t, degreesOfFreedom));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 3, 4, 5, 10, 29, 99, 100, 1999, 9_999, 123_456, 4_000_000, 10_000_000})
  void above_a_quantile_lies_what_is_left_of_the_probability(long degreesOfFreedom) {
    for (double probability :
        new double[] {0.500001, 0.6, 0.8, 0.9, 0.95, 0.975, 0.995, 0.9999995}) {
      double quantile = StudentT.quantile(probability, degreesOfFreedom);

      double missed = StudentTIntegral.above(quantile, degreesOfFreedom) - (1 - probability);
      double error = missed / StudentTIntegral.density(quantile, degreesOfFreedom);
      // Near a half the probability itself, and so the quantile, has fewer digits.
      assertThat(error)
          .as("error of the quantile %s of %s", quantile, probability)
          .isCloseTo(0, within(roundedOf(quantile) + 1e-15));
      assertThat(StudentT.quantile(1 - probability, degreesOfFreedom))
          .isCloseTo(-quantile, within(2e-11 * quantile));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // One degree is Cauchy's, tan(pi (p - 1/2)); two have (2p - 1) sqrt(2 / (4 p (1 - p))).
    "0.975, 1, 12.7062047362",
    "0.975, 2, 4.30265272975",
    "0.95, 1, 6.31375151468",
    "0.95, 2, 2.91998558035",
    // Printed tables.
    "0.975, 10, 2.22813885199",
    "0.95, 30, 1.69726088659",
    "0.995, 120, 2.61742114511"
  })
  void quantiles_are_those_of_tables(double probability, long degreesOfFreedom, double expected) {
    assertThat(StudentT.quantile(probability, degreesOfFreedom)).isEqualTo(expected);
    assertThat(StudentT.quantile(0.5, degreesOfFreedom)).isZero();
  }

  @Test
  void results_have_12_digits() {
    for (long degreesOfFreedom = 1; degreesOfFreedom < 50; degreesOfFreedom++) {
      assertThat(digits(StudentT.quantile(0.9, degreesOfFreedom))).isLessThanOrEqualTo(12);
      assertThat(digits(StudentT.twoSidedP(1.25, degreesOfFreedom))).isLessThanOrEqualTo(12);
    }
  }

  @Test
  void extreme_values_have_their_limits() {
    assertThat(StudentT.twoSidedP(0, 7)).isEqualTo(1);
    assertThat(StudentT.twoSidedP(-0.0, 7)).isEqualTo(1);
    assertThat(StudentT.twoSidedP(Double.POSITIVE_INFINITY, 7)).isZero();
    assertThat(StudentT.twoSidedP(Double.NEGATIVE_INFINITY, 1)).isZero();
    assertThat(StudentT.twoSidedP(1e300, 10_000_000)).isZero();
    assertThat(StudentT.twoSidedP(Double.MIN_VALUE, 3)).isEqualTo(1);
    // 2 / (pi t) for a large t of one degree.
    assertThat(StudentT.twoSidedP(1e150, 1)).isEqualTo(6.36619772368e-151);
  }

  @Test
  void the_rows_of_a_whole_cluster_of_machines_are_normal() {
    assertThat(StudentT.quantile(0.975, Long.MAX_VALUE)).isEqualTo(1.95996398454);
    assertThat(StudentT.twoSidedP(2, Long.MAX_VALUE)).isEqualTo(0.0455002638964);
  }

  @Test
  void no_numbers_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StudentT.quantile(0, 3))
        .withMessage("probability is 0.0; expected above 0 and below 1");
    assertThatIllegalArgumentException().isThrownBy(() -> StudentT.quantile(Double.NaN, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StudentT.quantile(0.9, 0))
        .withMessage("0 degrees of freedom; expected at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> StudentT.twoSidedP(Double.NaN, 3));
  }

  private static int digits(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
  }

  /** Half a unit of the twelfth digit, and 1e-12 of the value. */
  private static double roundedOf(double value) {
    BigDecimal exact = new BigDecimal(value);
    int exponent = exact.precision() - exact.scale() - 1;
    return 0.5 * StrictMath.pow(10, exponent - 11) + 1e-12 * value;
  }
}
