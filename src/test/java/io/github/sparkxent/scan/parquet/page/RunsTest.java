// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static byte[] encoded(int width, int[] values) throws IOException {
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, new HeapByteBufferAllocator());
    for (int value : values) {
      encoder.writeInt(value);
    }
    return encoder.toBytes().toByteArray();
  }

  /** Runs and mixtures, so that both kinds of runs are there. */
  private static int[] values(Random random, int width) {
    int[] values = new int[1 + random.nextInt(2_000)];
    int mask = (int) ((1L << width) - 1);
    for (int i = 0; i < values.length; ) {
      int value = random.nextInt() & mask;
      int run = random.nextBoolean() ? 1 : 1 + random.nextInt(70);
      for (int k = 0; k < run && i < values.length; k++) {
        values[i++] = value;
      }
    }
    return values;
  }

  @Test
  void numbers_of_any_width_are_read_in_pieces_of_any_length() throws IOException {
    for (int width = 0; width <= 32; width++) {
      for (int seed = 0; seed < 10; seed++) {
        Random random = new Random(100L * width + seed);
        int[] values = values(random, width);
        byte[] bytes = width == 0 ? new byte[0] : encoded(width, values);
        Runs runs = new Runs();
        runs.start(bytes, 0, bytes.length, width);
        int[] found = new int[values.length];
        for (int at = 0; at < found.length; ) {
          int some = Math.min(found.length - at, 1 + random.nextInt(100));
          if (!runs.takeIfAll(some, values[at])) {
            runs.read(some, found, at);
          } else {
            Arrays.fill(found, at, at + some, values[at]);
          }
          at += some;
        }
        assertThat(found).as("width %s, seed %s", width, seed).isEqualTo(values);
      }
    }
  }

  @Test
  void zeros_are_found_in_pieces_of_any_length() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int[] values = values(random, 1);
      byte[] bytes = encoded(1, values);
      Runs runs = new Runs();
      runs.start(bytes, 0, bytes.length, 1);
      int[] expected =
          java.util.stream.IntStream.range(0, values.length).filter(i -> values[i] == 0).toArray();
      int[] found = new int[values.length];
      int count = 0;
      for (int at = 0; at < values.length; ) {
        int some = Math.min(values.length - at, 1 + random.nextInt(200));
        count += runs.zeros(some, at, found, count);
        at += some;
      }
      assertThat(Arrays.copyOf(found, count)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void runs_that_are_cut_are_refused() throws IOException {
    Random random = new Random(1);
    for (int width : new int[] {1, 2, 7, 8, 9, 31, 32}) {
      int[] values = values(random, width);
      byte[] bytes = encoded(width, values);
      for (int end = 0; end < bytes.length - width; end++) {
        Runs runs = new Runs();
        runs.start(bytes, 0, end, width);
        assertThatThrownBy(() -> runs.read(values.length, new int[values.length], 0))
            .isInstanceOf(PageFault.class);
      }
    }
  }

  @Test
  void an_empty_run_and_a_number_that_is_too_wide_are_refused() throws IOException {
    Runs runs = new Runs();
    runs.start(new byte[] {0, 1}, 0, 2, 1);
    assertThatThrownBy(() -> runs.read(1, new int[1], 0)).hasMessageContaining("an empty run");
    runs.start(new byte[] {2, 2}, 0, 2, 1);
    assertThatThrownBy(() -> runs.read(1, new int[1], 0)).hasMessageContaining("id 2");
    runs.start(new byte[] {-1, -1, -1, -1, -1, -1}, 0, 6, 1);
    assertThatThrownBy(() -> runs.read(1, new int[1], 0)).isInstanceOf(PageFault.class);
    assertThatThrownBy(() -> runs.start(new byte[0], 0, 0, 33)).hasMessageContaining("33 bits");
  }
}
