// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static io.github.sparkxent.scan.parquet.HandmadeFile.floats;
import static io.github.sparkxent.scan.parquet.HandmadeFile.ints;
import static io.github.sparkxent.scan.parquet.HandmadeFile.join;
import static io.github.sparkxent.scan.parquet.HandmadeFile.levels;
import static io.github.sparkxent.scan.parquet.HandmadeFile.runs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that no writer at hand makes, but others may. */
class HandmadePagesTest {
  static final LeafColumn LISTS =
      HandmadeFile.column(
          "optional group c (LIST) { repeated group list { optional float element; } }");
  static final LeafColumn INTS = HandmadeFile.column("required int32 c;");
  static final LeafColumn TEXTS = HandmadeFile.column("optional binary c (STRING);");

  @TempDir Path directory;

  private List<String> read(FilePart part, ColumnForm form) throws IOException {
    return ParquetParts.read(part, form).stream().map(row -> row.get(0)).toList();
  }

  private static String list(float... values) {
    List<String> texts = new ArrayList<>();
    for (float value : values) {
      texts.add(ParquetParts.bits(value));
    }
    return texts.toString();
  }

  /** Levels and values of rows: null, empty, with null elements, short and long. */
  private static final class Rows {
    final List<Integer> repetitions = new ArrayList<>();
    final List<Integer> definitions = new ArrayList<>();
    final List<String> expected = new ArrayList<>();

    Rows(int seed, boolean nulls) {
      Random random = new Random(seed);
      for (int row = 0; row < 12; row++) {
        int kind = nulls ? random.nextInt(4) : 3;
        int count = kind < 2 ? 0 : 1 + random.nextInt(9);
        if (count == 0) {
          repetitions.add(0);
          definitions.add(kind);
        }
        List<String> row1 = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          boolean isNull = kind == 2 && random.nextBoolean();
          row1.add(isNull ? "null" : ParquetParts.bits((float) definitions.size()));
          repetitions.add(i == 0 ? 0 : 1);
          definitions.add(isNull ? 2 : 3);
        }
        expected.add(kind == 0 ? "null" : row1.toString());
      }
    }

    void page(HandmadeFile file, int from, int to) {
      int[] repetition = repetitions.subList(from, to).stream().mapToInt(i -> i).toArray();
      int[] definition = definitions.subList(from, to).stream().mapToInt(i -> i).toArray();
      float[] values = new float[to - from];
      int present = 0;
      for (int i = from; i < to; i++) {
        if (definitions.get(i) == 3) {
          values[present++] = i;
        }
      }
      file.v1(
          to - from,
          Encoding.PLAIN,
          levels(1, repetition),
          levels(2, definition),
          floats(Arrays.copyOf(values, present)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void rows_span_any_number_of_pages(int seed) throws IOException {
    Rows rows = new Rows(seed, seed % 2 == 0);
    int values = rows.definitions.size();
    for (int size = 1; size <= values; size++) {
      HandmadeFile file = new HandmadeFile();
      for (int from = 0; from < values; from += size) {
        rows.page(file, from, Math.min(values, from + size));
        file.v1(0, Encoding.PLAIN);
      }

      assertThat(read(file.part(directory, LISTS, values, 12), ColumnForm.FLOAT_LISTS))
          .as("pages of %s values", size)
          .isEqualTo(rows.expected);
    }
  }

  @Test
  void a_row_longer_than_what_is_decoded_at_once_is_one_row() throws IOException {
    HandmadeFile file = new HandmadeFile();
    int count = 300_000;
    int pages = 3;
    List<String> expected = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      int[] repetition = new int[count];
      Arrays.fill(repetition, page == 0 ? 1 : 0, count, 1);
      int[] definition = new int[count];
      Arrays.fill(definition, 3);
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = page * count + i;
        expected.add(ParquetParts.bits(values[i]));
      }
      file.v1(count, Encoding.PLAIN, levels(1, repetition), levels(2, definition), floats(values));
    }

    assertThat(read(file.part(directory, LISTS, pages * count, 1), ColumnForm.FLOAT_LISTS))
        .containsExactly(expected.toString());
  }

  @Test
  void a_dictionary_is_followed_by_values_that_found_no_room_in_it() throws IOException {
    HandmadeFile file =
        new HandmadeFile()
            .dictionary(3, ints(10, 20, 30))
            .v1(4, Encoding.RLE_DICTIONARY, new byte[] {2}, runs(2, 0, 2, 1, 2))
            .index(new byte[11])
            .v1(2, Encoding.PLAIN, ints(-7, 8))
            .v1(0, Encoding.PLAIN)
            .v1(1, Encoding.PLAIN_DICTIONARY, new byte[] {2}, runs(2, 1));

    assertThat(read(file.part(directory, INTS, 7, 7), ColumnForm.LONGS))
        .containsExactly("10", "30", "20", "30", "-7", "8", "20");
  }

  @Test
  void a_dictionary_of_one_entry_needs_no_bits() throws IOException {
    HandmadeFile file =
        new HandmadeFile()
            .dictionary(1, ints(5))
            .v1(3, Encoding.RLE_DICTIONARY, new byte[] {0}, new byte[] {6});

    assertThat(read(file.part(directory, INTS, 3, 3), ColumnForm.DOUBLES))
        .containsOnly(ParquetParts.bits(5.0));
  }

  @Test
  void pages_of_the_second_version_may_be_uncompressed_in_a_compressed_chunk() throws IOException {
    HandmadeFile file =
        new HandmadeFile()
            .v2(3, 2, runs(1, 0, 1, 0), runs(2, 3, 2, 0), floats(1.5f))
            .v2(1, 1, runs(1, 0), runs(2, 1), new byte[0]);
    file.codec = "SNAPPY";

    assertThat(read(file.part(directory, LISTS, 4, 3), ColumnForm.FLOAT_LISTS))
        .containsExactly("[" + ParquetParts.bits(1.5f) + ", null]", "null", "[]");
  }

  @Test
  void texts_with_their_lengths_before_all_of_them_are_read() throws IOException {
    DeltaLengthByteArrayValuesWriter writer =
        new DeltaLengthByteArrayValuesWriter(64, 1 << 20, new HeapByteBufferAllocator());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      expected.add("x".repeat(i % 37) + i);
      writer.writeBytes(Binary.fromString(expected.get(i)));
    }
    int[] definition = new int[1_000];
    Arrays.fill(definition, 1);
    byte[] data = writer.getBytes().toByteArray();

    for (ColumnForm form : List.of(ColumnForm.TEXTS, ColumnForm.BINARIES)) {
      HandmadeFile file =
          new HandmadeFile()
              .v1(1_000, Encoding.DELTA_LENGTH_BYTE_ARRAY, levels(1, definition), data);
      List<String> rows = read(file.part(directory, TEXTS, 1_000, 1_000), form);

      assertThat(rows)
          .isEqualTo(
              form == ColumnForm.TEXTS
                  ? expected
                  : expected.stream().map(text -> Arrays.toString(text.getBytes())).toList());
    }
  }

  @Test
  void bytes_behind_the_pages_fill_up_a_block() throws IOException {
    HandmadeFile file = new HandmadeFile().v1(1, Encoding.PLAIN, ints(3));
    file.bytes.writeBytes(new byte[100]);

    assertThat(read(file.part(directory, INTS, 1, 1), ColumnForm.LONGS)).containsExactly("3");
  }

  @Test
  void a_row_group_of_no_rows_has_no_pages() throws IOException {
    FilePart part = new HandmadeFile().part(directory, LISTS, 0, 0);

    assertThat(read(part, ColumnForm.FLOAT_LISTS)).isEmpty();
  }

  @Test
  void rows_are_counted_where_no_column_is_read() throws IOException {
    FilePart part = new HandmadeFile().part(directory, INTS, 0, 0);
    FilePart none =
        new FilePart(
            part.path(),
            part.bytes(),
            part.modified(),
            List.of(),
            List.of(
                new RowGroup(0, 5_000_000_000L, List.of()),
                new RowGroup(1, 0, List.of()),
                new RowGroup(2, 3, List.of())));

    long rows = 0;
    try (ScanTask task = new ScanTask(new org.apache.hadoop.conf.Configuration());
        ParquetRows read = new ParquetRows(task, none, List.of(), List.of())) {
      int count;
      while ((count = read.next(Integer.MAX_VALUE)) > 0) {
        rows += count;
        read.advance(count);
      }
      assertThat(task.counters().rows()).isEqualTo(5_000_000_003L);
    }
    assertThat(rows).isEqualTo(5_000_000_003L);
  }

  @Test
  void packed_rows_of_broken_bytes_are_told() throws IOException {
    HandmadeFile file =
        new HandmadeFile()
            .v1(
                4,
                Encoding.PLAIN,
                levels(1, 1, 1, 0, 1),
                join(ints(8), floats(1, 2), ints(3), new byte[3], ints(0)));
    LeafColumn bytes = HandmadeFile.column("optional binary c;");

    assertThat(read(file.part(directory, bytes, 4, 4), ColumnForm.PACKED_FLOAT32))
        .containsExactly(list(1, 2), "broken", "null", "[]");
  }
}
