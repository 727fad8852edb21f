// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as text: the same on every JVM and in every locale. */
public final class DoubleText {
  private static final int PLAIN_FROM = -4;
  private static final int PLAIN_TO = 15;

  private DoubleText() {}

  /**
   * Returns the shortest decimal that reads back as the same double, as Double.toString does from
   * JDK 19 on: {@code 0.25}, {@code 1.0E23}, {@code 2.0E-4}; {@code NaN}, {@code Infinity}, {@code
   * -Infinity}.
   *
   * @param value any double
   * @return the text
   */
  public static String shortest(double value) {
    return Double.isFinite(value) ? NumberOutput.toString(value, true) : Double.toString(value);
  }

  /**
   * Returns the shortest decimal without a fraction of zero: {@code 3} for 3.
   *
   * @param value any double
   * @return the text
   */
  public static String plain(double value) {
    String text = shortest(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * Returns a double for a person to read, rounded half even to a number of significant digits.
   *
   * @param value any double
   * @param digits the significant digits, at least 1
   * @return plain notation with all the digits from 1e-4 up to 1e15, scientific outside
   */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int decimals = digits - 1 - exponent(rounded);
    return text(rounded.setScale(decimals, RoundingMode.UNNECESSARY));
  }

  /**
   * Returns a double for a person to read, rounded half even to a decimal place.
   *
   * @param value any double
   * @param decimals the digits after the decimal point; negative rounds to tens, hundreds, ...
   * @return as {@link #significant}
   */
  static String decimals(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : text(rounded);
  }

  /**
   * Returns the decimal place that shows the second significant digit of an error.
   *
   * @param error finite and above 0
   * @return the digits after the decimal point; negative for an error of 100 or more
   */
  static int decimalsOf(double error) {
    return 1 - exponent(new BigDecimal(error).round(new MathContext(2, RoundingMode.HALF_EVEN)));
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static String text(BigDecimal value) {
    int exponent = exponent(value);
    if (exponent >= PLAIN_FROM && exponent < PLAIN_TO) {
      return value.toPlainString();
    }
    BigDecimal mantissa = value.movePointLeft(exponent);
    return mantissa.toPlainString() + "e" + exponent;
  }
}
