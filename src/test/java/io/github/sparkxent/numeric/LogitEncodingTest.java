// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Numbers of two bytes against a rule of their own: sign, exponent and fraction as the format says.
 */
class LogitEncodingTest {
  private static final int ALL = 1 << 16;

  /** The shape of a format of two bytes. */
  private enum Shape {
    FLOAT16(LogitEncoding.FLOAT16, 10, 15),
    BFLOAT16(LogitEncoding.BFLOAT16, 7, 127);

    private final LogitEncoding encoding;
    private final int fractionBits;
    private final int bias;

    Shape(LogitEncoding encoding, int fractionBits, int bias) {
      this.encoding = encoding;
      this.fractionBits = fractionBits;
      this.bias = bias;
    }

    private int fraction(int bits) {
      return bits & (1 << fractionBits) - 1;
    }

    private boolean isNaN(int bits) {
      return exponent(bits) == 2 * bias + 1 && fraction(bits) != 0;
    }

    private int exponent(int bits) {
      return bits >> fractionBits & 2 * bias + 1;
    }

    /** Returns the number that bits stand for; not for NaN. */
    private double value(int bits) {
      int exponent = exponent(bits);
      double magnitude =
          exponent == 2 * bias + 1
              ? Double.POSITIVE_INFINITY
              : exponent == 0
                  ? Math.scalb((double) fraction(bits), 1 - bias - fractionBits)
                  : Math.scalb(
                      (double) (fraction(bits) + (1 << fractionBits)),
                      exponent - bias - fractionBits);
      return bits < 1 << 15 ? magnitude : -magnitude;
    }

    private float read(int bits) {
      float[] read = new float[1];
      encoding.read(new byte[] {9, (byte) bits, (byte) (bits >> 8)}, 1, read, 0, 1);
      return read[0];
    }

    private int write(float logit) {
      byte[] written = new byte[Short.BYTES];
      encoding.write(new float[] {logit}, written);
      return (written[0] & 0xff) | (written[1] & 0xff) << 8;
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_of_the_65536_numbers_of_two_bytes_is_read_exactly(Shape shape) {
    for (int bits = 0; bits < ALL; bits++) {
      float found = shape.read(bits);
      if (shape.isNaN(bits)) {
        assertThat(found).as("%04x", bits).isNaN();
        assertThat(Float.floatToRawIntBits(found) << 9 >>> 32 - shape.fractionBits)
            .isEqualTo(shape.fraction(bits));
        assertThat(Float.floatToRawIntBits(found) < 0).isEqualTo(bits >= 1 << 15);
      } else {
        assertThat(Double.doubleToRawLongBits(found))
            .as("%04x", bits)
            .isEqualTo(Double.doubleToRawLongBits(shape.value(bits)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_of_the_65536_numbers_is_written_as_it_was(Shape shape) {
    for (int bits = 0; bits < ALL; bits++) {
      assertThat(shape.write(shape.read(bits))).as("%04x", bits).isEqualTo(bits);
    }
  }

  /** Compares with the two neighbours, exactly; of equal distances the even one is right. */
  @ParameterizedTest
  @EnumSource
  void any_float_becomes_the_nearest_number_and_of_two_the_even_one(Shape shape) {
    TreeMap<Double, Integer> numbers = new TreeMap<>();
    for (int bits = 0; bits < 1 << 15 && Double.isFinite(shape.value(bits)); bits++) {
      numbers.put(shape.value(bits), bits);
    }
    int infinite = numbers.lastEntry().getValue() + 1;
    // What would come next decides which numbers are too large.
    double next = 2 * numbers.lastKey() - numbers.lowerKey(numbers.lastKey());
    numbers.put(next, infinite);
    Random random = new Random(7);
    for (int i = 0; i < 60_000; i++) {
      float logit = i % 3 == 0 ? between(numbers, random) : Math.abs(any(random));
      assertThat(shape.write(logit)).as("%s", logit).isEqualTo(nearest(numbers, logit, infinite));
      assertThat(shape.write(-logit)).isEqualTo(shape.write(logit) | 1 << 15);
      assertThat(shape.encoding.overflows(logit))
          .isEqualTo(Float.isFinite(logit) && shape.write(logit) == infinite);
    }
  }

  private static float any(Random random) {
    float any = Float.intBitsToFloat(random.nextInt());
    return Float.isNaN(any) ? 0 : any;
  }

  /** A float in the middle of two numbers, or beside it. */
  private static float between(TreeMap<Double, Integer> numbers, Random random) {
    double low = 0;
    while (low == 0) {
      Double found = numbers.floorKey((double) Math.abs(any(random)));
      low = found.equals(numbers.lastKey()) ? 0 : found;
    }
    float middle = (float) ((low + numbers.higherKey(low)) / 2);
    return switch (random.nextInt(3)) {
      case 0 -> Math.nextUp(middle);
      case 1 -> Math.nextDown(middle);
      default -> middle;
    };
  }

  private static int nearest(TreeMap<Double, Integer> numbers, float logit, int infinite) {
    if (logit >= numbers.lastKey()) {
      return infinite;
    }
    var below = numbers.floorEntry((double) logit);
    var above = numbers.higherEntry((double) logit);
    BigDecimal exact = new BigDecimal(logit);
    int closer =
        exact
            .subtract(new BigDecimal(below.getKey()))
            .compareTo(new BigDecimal(above.getKey()).subtract(exact));
    boolean isBelow = closer < 0 || (closer == 0 && below.getValue() % 2 == 0);
    return isBelow ? below.getValue() : above.getValue();
  }

  @ParameterizedTest
  @EnumSource
  void nan_never_becomes_infinite(Shape shape) {
    for (int payload = 1; payload < 1 << 23; payload += 1021) {
      int bits = shape.write(Float.intBitsToFloat(0xff800000 | payload));
      assertThat(shape.isNaN(bits)).as("%06x", payload).isTrue();
      assertThat(bits).isGreaterThanOrEqualTo(1 << 15);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, Infinity", "FLOAT16, 65520", "BFLOAT16, 3.3961776E38"})
  void the_least_number_that_is_too_large_is_known(LogitEncoding encoding, float leastInfinite) {
    assertThat(encoding.leastInfinite()).isEqualTo(leastInfinite);
    assertThat(encoding.overflows(Math.nextDown(leastInfinite))).isFalse();
    assertThat(encoding.overflows(-leastInfinite)).isEqualTo(Float.isFinite(leastInfinite));
  }

  @Test
  void the_largest_change_is_exact_and_infinite_where_a_logit_overflows() {
    float[] logits = {1 + 0x1p-12f, -3, Float.NaN, Float.NEGATIVE_INFINITY};

    assertThat(LogitEncoding.FLOAT32.largestChange(logits)).isZero();
    assertThat(LogitEncoding.FLOAT16.largestChange(logits)).isEqualTo(0x1p-12);
    assertThat(LogitEncoding.FLOAT16.largestChange(new float[] {0x1p-26f, 0.5f}))
        .isEqualTo(0x1p-26);
    assertThat(LogitEncoding.FLOAT16.largestChange(new float[] {1, 7e4f})).isInfinite();
    assertThat(LogitEncoding.BFLOAT16.largestChange(new float[] {257})).isEqualTo(1);
    assertThat(LogitEncoding.BFLOAT16.largestChange(new float[0])).isZero();
  }

  @Test
  void a_name_that_none_has_is_refused() {
    assertThat(LogitEncoding.ofText("bfloat16")).isEqualTo(LogitEncoding.BFLOAT16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitEncoding.ofText("half"))
        .withMessage("encoding is \"half\", expected one of float32, float16, bfloat16");
  }
}
