// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTestTest {
  private static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_EVEN);

  @Test
  void few_rows_have_the_p_value_of_whole_numbers() {
    for (int won = 0; won <= 35; won++) {
      for (int lost = 0; lost <= 35; lost++) {
        assertThat(McNemarTest.p(won, lost))
            .as("%s won, %s lost", won, lost)
            .isEqualTo(exact(won, lost));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"62, 10", "10, 62", "500, 400", "0, 1000", "1, 1000", "2600, 2400", "30000, 29500"})
  void many_rows_too(int won, int lost) {
    double expected = exact(won, lost);

    assertThat(McNemarTest.p(won, lost)).isCloseTo(expected, within(1e-11 * expected));
  }

  @Test
  void the_two_models_of_the_sample_differ() {
    assertThat(McNemarTest.p(62, 10)).isEqualTo(2.68906865759e-10);
  }

  @Test
  void as_many_wins_as_losses_tell_nothing() {
    assertThat(McNemarTest.p(0, 0)).isEqualTo(1);
    assertThat(McNemarTest.p(1, 0)).isEqualTo(1);
    assertThat(McNemarTest.p(7, 7)).isEqualTo(1);
    assertThat(McNemarTest.p(5_000_000_000L, 5_000_000_000L)).isEqualTo(1);
  }

  @Test
  void more_rows_than_an_int_counts_are_normal() {
    // Wins and losses one standard error apart, with the correction for whole numbers.
    assertThat(McNemarTest.p(5_000_000_000L, 5_000_100_000L))
        .isCloseTo(0.31731050786, within(1e-5));
  }

  @Test
  void negative_numbers_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McNemarTest.p(-1, 3))
        .withMessage("won -1 and lost 3 rows; expected no negative");
  }

  /** Twice the sum of the binomial coefficients up to the lesser number, of 2 to the power n. */
  private static double exact(int won, int lost) {
    int rows = won + lost;
    BigInteger coefficient = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (int k = 1; k <= Math.min(won, lost); k++) {
      coefficient =
          coefficient.multiply(BigInteger.valueOf(rows - k + 1L)).divide(BigInteger.valueOf(k));
      sum = sum.add(coefficient);
    }
    BigDecimal all = new BigDecimal(BigInteger.TWO.pow(rows));
    BigDecimal p = new BigDecimal(sum.shiftLeft(1)).divide(all, TWELVE);
    return p.min(BigDecimal.ONE).doubleValue();
  }
}
