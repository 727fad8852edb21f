// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkBytesTest {
  @Test
  void bytes_come_in_order_through_an_array_that_moves_along() throws IOException {
    byte[] file = new byte[20 << 20];
    Random random = new Random(5);
    random.nextBytes(file);
    long[] read = new long[1];
    ChunkBytes bytes = new ChunkBytes();
    ByteSource source =
        (position, into, offset, count) -> {
          System.arraycopy(file, (int) position, into, offset, count);
          read[0] += count;
        };
    int end = file.length - 7;
    bytes.start(source, 3, end);
    int at = 3;
    while (bytes.left() > 0) {
      int some = (int) Math.min(bytes.left(), random.nextInt(random.nextInt(6 << 20) + 1));
      bytes.require(some);
      int from = bytes.take(some);
      for (int i = 0; i < some; i += 97) {
        assertThat(bytes.array()[from + i]).isEqualTo(file[at + i]);
      }
      at += some;
      if (bytes.left() > 0) {
        assertThat(bytes.read()).isEqualTo(file[at++] & 0xff);
      }
    }

    assertThat(at).isEqualTo(end);
    assertThat(read[0]).isEqualTo(end - 3);
    assertThat(bytes.read()).isEqualTo(-1);
    assertThat(bytes.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThatThrownBy(() -> bytes.require(1)).isInstanceOf(PageFault.class);
  }

  @Test
  void a_small_chunk_takes_little_memory() throws IOException {
    ChunkBytes bytes = new ChunkBytes();
    bytes.start((position, into, offset, count) -> {}, 0, 100);
    bytes.require(1);

    assertThat(bytes.array().length).isLessThanOrEqualTo(1 << 16);
  }
}
