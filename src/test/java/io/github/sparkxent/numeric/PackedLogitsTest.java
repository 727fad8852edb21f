// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  @ParameterizedTest
  @EnumSource
  void an_encoding_gives_back_what_it_holds(LogitEncoding encoding) {
    float[] logits = new float[200];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i == 0 ? -0.0f : (float) StrictMath.sin(i) * i;
    }
    float[] held = PackedLogits.unpack(PackedLogits.pack(logits, encoding), encoding);

    assertThat(PackedLogits.pack(logits, encoding)).hasSize(200 * encoding.width());
    assertThat(PackedLogits.unpack(PackedLogits.pack(held, encoding), encoding)).isEqualTo(held);
    assertThat(held).doesNotContain(Float.NaN).contains(-0.0f);
  }

  @Test
  void a_finite_logit_never_becomes_infinite_in_silence() {
    assertThatThrownBy(() -> PackedLogits.pack(new float[] {1, -65520}, LogitEncoding.FLOAT16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "logits[1] is -65520.0, which float16 rounds to infinity, expected a magnitude below 65520.0");
    assertThatThrownBy(
            () -> PackedLogits.pack(new float[] {Float.MAX_VALUE}, LogitEncoding.BFLOAT16))
        .hasMessageContaining("logits[0] is 3.4028235E38, which bfloat16 rounds to infinity");
    assertThat(PackedLogits.pack(new float[] {1 / 0f, -1 / 0f}, LogitEncoding.FLOAT16))
        .containsExactly(0, 0x7c, 0, 0xfc);
  }

  @Test
  void no_logits_are_no_bytes() {
    assertThat(PackedLogits.pack(new float[0])).isEmpty();
    assertThat(PackedLogits.unpack(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 4001})
  void a_length_that_is_no_multiple_of_the_width_is_refused(int length) {
    assertThat(LogitEncoding.FLOAT32.isWhole(length)).isFalse();
    assertThatThrownBy(() -> PackedLogits.unpack(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "packed logits have %d bytes, expected a multiple of 4: little-endian float32", length);
    assertThatThrownBy(() -> PackedLogits.unpack(new byte[length], LogitEncoding.BFLOAT16))
        .hasMessage(
            "packed logits have %d bytes, expected a multiple of 2: little-endian bfloat16",
            length);
  }
}
