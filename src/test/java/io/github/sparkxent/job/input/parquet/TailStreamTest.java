// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailStreamTest {
  /** A file in memory that counts what is read from it. */
  private static final class Counted extends DelegatingSeekableInputStream {
    private final ByteArrayInputStream bytes;
    private final int length;
    private long read;

    private Counted(ByteArrayInputStream bytes) {
      super(bytes);
      this.bytes = bytes;
      length = bytes.available();
    }

    @Override
    public long getPos() {
      return length - bytes.available();
    }

    @Override
    public void seek(long position) {
      bytes.reset();
      bytes.skip(position);
    }

    @Override
    public void readFully(byte[] into) throws IOException {
      super.readFully(into);
      read += into.length;
    }
  }

  private static byte[] file(int length, int footer) {
    byte[] file = new byte[length];
    new Random(1).nextBytes(file);
    for (int i = 0; i < 4; i++) {
      file[length - 8 + i] = (byte) (footer >>> (8 * i));
    }
    System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, file, length - 4, 4);
    return file;
  }

  private static byte[] read(TailStream stream, int from, int count) throws IOException {
    byte[] read = new byte[count];
    stream.seek(from);
    stream.readFully(read);
    assertThat(stream.getPos()).isEqualTo(from + count);
    return read;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 0, 8",
    "100, 50, 100",
    "32768, 100, 32768",
    "200000, 1000, 32768",
    "200000, 32760, 32768",
    "200000, 32761, 65537",
    "200000, 150000, 182776"
  })
  void gives_the_bytes_of_the_file_and_reads_a_footer_of_the_usual_size_once(
      int length, int footer, long fromFile) throws IOException {
    byte[] file = file(length, footer);
    Counted counted = new Counted(new ByteArrayInputStream(file));
    TailStream stream = TailStream.of(counted, length);

    assertThat(stream.hasPlainFooter()).isEqualTo(footer > 0);
    assertThat(stream.footer())
        .isEqualTo(Arrays.copyOfRange(file, length - 8 - footer, length - 8));
    assertThat(counted.read).isEqualTo(fromFile);
    assertThat(read(stream, 0, length)).isEqualTo(file);
    assertThat(read(stream, length / 2, length / 3))
        .isEqualTo(Arrays.copyOfRange(file, length / 2, length / 2 + length / 3));
    assertThat(read(stream, length - 8, 8)).isEqualTo(Arrays.copyOfRange(file, length - 8, length));
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void a_footer_longer_than_the_file_is_left_for_parquet_java_to_refuse() throws IOException {
    byte[] file = file(50_000, 2_000_000_000);
    Counted counted = new Counted(new ByteArrayInputStream(file));

    TailStream stream = TailStream.of(counted, file.length);

    assertThat(stream.hasPlainFooter()).isFalse();
    assertThat(counted.read).isEqualTo(32_768);
    assertThat(read(stream, 0, file.length)).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARE", "PAR2"})
  void a_footer_with_other_letters_behind_it_is_left_to_parquet_java(String letters)
      throws IOException {
    byte[] file = file(100, 50);
    System.arraycopy(letters.getBytes(StandardCharsets.US_ASCII), 0, file, 96, 4);

    TailStream stream = TailStream.of(new Counted(new ByteArrayInputStream(file)), file.length);

    assertThat(stream.hasPlainFooter()).isFalse();
  }
}
