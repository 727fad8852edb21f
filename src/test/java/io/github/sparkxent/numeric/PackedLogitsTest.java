// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedLogitsTest {
  @Test
  void the_least_significant_byte_comes_first() {
    assertThat(PackedLogits.pack(new float[] {1.0f, -2.0f}))
        .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
  }

  @Test
  void every_bit_comes_back() {
    int[] bits = {0, 0x80000000, 1, 0x7f7fffff, 0x7f800000, 0xff800000, 0x7fc00001, 0x3f800000};
    float[] logits = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      logits[i] = Float.intBitsToFloat(bits[i]);
    }
    float[] back = PackedLogits.unpack(PackedLogits.pack(logits));
    for (int i = 0; i < bits.length; i++) {
      assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(bits[i]);
    }
  }

  @Test
  void one_or_two_can_be_taken_out() {
    float[] logits = {1.5f, -0.0f, Float.NaN, 3e38f, 1e-45f};
    byte[] packed = PackedLogits.pack(logits);
    for (int i = 0; i < logits.length; i++) {
      assertThat(bits(PackedLogits.get(packed, i))).isEqualTo(bits(logits[i]));
    }
    for (int i = 0; i < logits.length - 1; i++) {
      long pair = PackedLogits.pair(packed, i);
      assertThat((int) pair).isEqualTo(bits(logits[i]));
      assertThat((int) (pair >>> 32)).isEqualTo(bits(logits[i + 1]));
    }
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  @Test
  void no_logits_are_no_bytes() {
    assertThat(PackedLogits.pack(new float[0])).isEmpty();
    assertThat(PackedLogits.unpack(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 4001})
  void a_length_that_is_no_multiple_of_4_is_refused(int length) {
    assertThat(PackedLogits.isWhole(new byte[length])).isFalse();
    assertThatThrownBy(() -> PackedLogits.unpack(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "packed logits have %d bytes, expected a multiple of 4: little-endian float32", length);
  }
}
