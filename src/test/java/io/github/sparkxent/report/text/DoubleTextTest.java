// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleTextTest {
  @Nested
  class Shortest {
    /** Where Double.toString of JDK 17 gives more digits than are needed, or other ones. */
    @ParameterizedTest
    @CsvSource({
      "2.0E-3, 0.002",
      "0x1p-44, 5.684341886080802E-14",
      "1.0E23, 1.0E23",
      "0x1p-20, 9.5367431640625E-7",
      "2.0E23, 2.0E23",
      "8.41E21, 8.41E21",
      "0x1.0p-1074, 4.9E-324",
      "0x1.fffffffffffffp1023, 1.7976931348623157E308",
      "0x1.8p1, 3.0",
      "-0x0p0, -0.0",
      "NaN, NaN",
      "Infinity, Infinity",
      "-Infinity, -Infinity"
    })
    void is_the_same_on_every_jvm(String hex, String text) {
      assertThat(DoubleText.shortest(Double.parseDouble(hex))).isEqualTo(text);
    }

    @Test
    void reads_back_as_the_same_double() {
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < 20_000; i++) {
        double value = Double.longBitsToDouble(random.nextLong());
        double read = Double.parseDouble(DoubleText.shortest(value));
        assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2228179, 6, 1.22282",
    "0.5, 6, 0.500000",
    "9.9999999, 6, 10.0000",
    "123456789, 6, 123457000",
    "123456789, 9, 123456789",
    "0.00012345678, 3, 0.000123",
    "0.000012345678, 3, 1.23e-5",
    "1e300, 3, 1.00e300",
    "-2.5, 1, -2",
    "0.0, 6, 0",
    "NaN, 6, NaN",
    "-Infinity, 6, -Infinity"
  })
  void significant_digits_are_all_shown_in_the_notation_that_is_easier_to_read(
      double value, int digits, String text) {
    assertThat(DoubleText.significant(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.23131, 4, 0.2313",
    "0.23, 4, 0.2300",
    "12345.6, -2, 12300",
    "0.001, 2, 0",
    "Infinity, 4, Infinity"
  })
  void decimals_round_to_a_place(double value, int decimals, String text) {
    assertThat(DoubleText.decimals(value, decimals)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0041, 4",
    "0.00996, 3",
    "0.00994, 4",
    "0.0999, 2",
    "1.23, 1",
    "250, -1",
    "1e-9, 10"
  })
  void the_place_of_an_error_shows_two_of_its_digits(double error, int decimals) {
    assertThat(DoubleText.decimalsOf(error)).isEqualTo(decimals);
  }
}
