// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatValuesTest {
  @Test
  void each_of_the_65536_floats_of_two_bytes_is_read_exactly() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      double sign = bits < 1 << 15 ? 1 : -1;
      float found = FloatValues.ofHalf((short) bits);
      if (exponent == 31 && fraction != 0) {
        assertThat(found).as("%04x", bits).isNaN();
        assertThat(Float.floatToRawIntBits(found) >>> 13 & 1023).isEqualTo(fraction);
      } else {
        double expected =
            exponent == 31
                ? Double.POSITIVE_INFINITY
                : exponent == 0
                    ? Math.scalb((double) fraction, -24)
                    : Math.scalb(1024.0 + fraction, exponent - 25);
        assertThat(Double.doubleToRawLongBits(found))
            .as("%04x", bits)
            .isEqualTo(Double.doubleToRawLongBits(sign * expected));
      }
    }
  }
}
