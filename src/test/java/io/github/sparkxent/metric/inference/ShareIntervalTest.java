// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareIntervalTest {
  /** Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void has_the_published_figures(long hits, long rows, double low, double high) {
    ShareInterval interval = ShareInterval.wilson(hits, rows);
    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 7", "999, 1000", "12345, 1000000", "1, 1000000000"})
  void its_ends_solve_the_equation_of_the_score(long hits, long rows) {
    BigDecimal z = new BigDecimal("1.959963984540054");
    ShareInterval interval = ShareInterval.wilson(hits, rows);
    for (double end : new double[] {interval.low(), interval.high()}) {
      BigDecimal p = new BigDecimal(end);
      BigDecimal share =
          BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(rows), MathContext.DECIMAL128);
      BigDecimal error =
          p.multiply(BigDecimal.ONE.subtract(p))
              .divide(BigDecimal.valueOf(rows), MathContext.DECIMAL128)
              .sqrt(MathContext.DECIMAL128);
      BigDecimal score = share.subtract(p).divide(error, MathContext.DECIMAL128).abs();
      assertThat(score.doubleValue()).isCloseTo(z.doubleValue(), within(1e-9));
    }
  }

  @Test
  void of_none_it_begins_at_0_and_of_all_it_ends_at_1() {
    assertThat(ShareInterval.wilson(0, 5).low()).isZero();
    assertThat(ShareInterval.wilson(5, 5).high()).isOne();
    assertThat(ShareInterval.wilson(5, 5).low())
        .isCloseTo(1 - ShareInterval.wilson(0, 5).high(), within(1e-15));
  }

  @Test
  void other_numbers_are_refused_with_both() {
    assertThatThrownBy(() -> ShareInterval.wilson(3, 2))
        .hasMessage("3 hits among 2 rows; expected 0 to all of at least one row");
    assertThatThrownBy(() -> ShareInterval.wilson(0, 0)).hasMessageContaining("0 rows");
  }
}
