// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static io.github.sparkxent.scan.parquet.HandmadeFile.floats;
import static io.github.sparkxent.scan.parquet.HandmadeFile.join;
import static io.github.sparkxent.scan.parquet.HandmadeFile.levels;
import static io.github.sparkxent.scan.parquet.HandmadeFile.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, by the names of the file, the column and the row group. */
class DamagedPagesTest {
  private static final LeafColumn LISTS = HandmadePagesTest.LISTS;
  private static final LeafColumn INTS = HandmadePagesTest.INTS;
  private static final LeafColumn TEXTS = HandmadePagesTest.TEXTS;
  private static final byte[] RUN_OF_TWO_VALUES_2 = {4, 2};

  @TempDir Path directory;

  private void refused(FilePart part, ColumnForm form, String because) {
    assertThatThrownBy(() -> ParquetParts.read(part, form))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith("input file " + part.path() + " column c, row group 7: ")
        .hasMessageContaining(because)
        .hasMessageNotContaining("\n");
  }

  private FilePart ints(HandmadeFile file, long rows) {
    return file.part(directory, INTS, rows, rows);
  }

  @Test
  void a_page_has_fewer_values_than_its_header_says() {
    refused(
        ints(new HandmadeFile().v1(3, Encoding.PLAIN, HandmadeFile.ints(1, 2)), 3),
        ColumnForm.LONGS,
        "values that need 12 bytes, but there are 8");
  }

  @Test
  void a_page_has_more_values_than_its_header_says() {
    refused(
        ints(new HandmadeFile().v1(1, Encoding.PLAIN, HandmadeFile.ints(1, 2)), 1),
        ColumnForm.LONGS,
        "4 bytes behind the last value of a page, expected none");
  }

  @Test
  void a_chunk_has_fewer_values_than_its_footer_says() {
    refused(
        ints(new HandmadeFile().v1(2, Encoding.PLAIN, HandmadeFile.ints(1, 2)), 3),
        ColumnForm.LONGS,
        "2 values in its pages, but its footer says 3");
  }

  @Test
  void a_chunk_has_more_values_than_its_footer_says() {
    HandmadeFile file =
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, HandmadeFile.ints(1, 2))
            .v1(1, Encoding.PLAIN, HandmadeFile.ints(3));

    refused(ints(file, 2), ColumnForm.LONGS, "values behind the 2 that its footer promises");
    refused(
        ints(new HandmadeFile().v1(2, Encoding.PLAIN, HandmadeFile.ints(1, 2)), 1),
        ColumnForm.LONGS,
        "a page of 2 values, expected at most 1 of the 1 in its footer");
  }

  @Test
  void a_chunk_has_another_number_of_rows_than_its_row_group() {
    HandmadeFile flat = new HandmadeFile().v1(2, Encoding.PLAIN, HandmadeFile.ints(1, 2));
    refused(
        flat.part(directory, INTS, 2, 1), ColumnForm.LONGS, "2 values, expected those of 1 rows");
    refused(
        flat.part(directory, INTS, 2, 3), ColumnForm.LONGS, "2 values, expected those of 3 rows");

    HandmadeFile lists =
        new HandmadeFile()
            .v1(3, Encoding.PLAIN, levels(1, 0, 0, 1), levels(2, 3, 3, 3), floats(1, 2, 3));
    refused(lists.part(directory, LISTS, 3, 1), ColumnForm.FLOAT_LISTS, "row");
    refused(
        lists.part(directory, LISTS, 3, 3),
        ColumnForm.FLOAT_LISTS,
        " rows, expected 3 as its row group has");
    refused(lists.part(directory, LISTS, 3, 0), ColumnForm.FLOAT_LISTS, "3 values");
  }

  @Test
  void a_row_more_in_a_page_of_its_own_is_found() {
    byte[] one = join(levels(1, 0), levels(2, 3), floats(1));
    HandmadeFile file = new HandmadeFile().v1(1, Encoding.PLAIN, one).v1(1, Encoding.PLAIN, one);

    refused(file.part(directory, LISTS, 2, 1), ColumnForm.FLOAT_LISTS, "row");
  }

  @Test
  void levels_are_higher_than_the_schema_allows() {
    refused(
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, levels(1, 1, 1), HandmadeFile.ints(0, 0))
            .part(
                directory,
                HandmadeFile.column("required group c (LIST) { repeated int32 element; }"),
                2,
                2),
        ColumnForm.DOUBLE_LISTS,
        "");
    byte[] two = join(HandmadeFile.ints(2), RUN_OF_TWO_VALUES_2);
    refused(
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, two, levels(2, 3, 3), floats(1, 2))
            .part(directory, LISTS, 2, 2),
        ColumnForm.FLOAT_LISTS,
        "a level or id 2, expected one of 1 bits");
    LeafColumn shallow =
        HandmadeFile.column(
            "optional group c (LIST) { repeated group list { required float element; } }");
    refused(
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, levels(1, 0, 0), levels(2, 3, 2), floats(1, 2))
            .part(directory, shallow, 2, 2),
        ColumnForm.FLOAT_LISTS,
        "definition level 3, expected at most 2");
  }

  @Test
  void the_first_value_does_not_begin_a_row() {
    refused(
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, levels(1, 1, 0), levels(2, 3, 3), floats(1, 2))
            .part(directory, LISTS, 2, 1),
        ColumnForm.FLOAT_LISTS,
        "an element of a row that has not begun");
  }

  @Test
  void a_null_or_empty_row_goes_on() {
    for (int definition = 0; definition < 2; definition++) {
      HandmadeFile file =
          new HandmadeFile()
              .v1(1, Encoding.PLAIN, levels(1, 0), levels(2, definition))
              .v1(1, Encoding.PLAIN, levels(1, 1), levels(2, 3), floats(1));
      refused(
          file.part(directory, LISTS, 2, 1),
          ColumnForm.FLOAT_LISTS,
          "an element of a row that is null or empty");
    }
    refused(
        new HandmadeFile()
            .v1(2, Encoding.PLAIN, levels(1, 0, 1), levels(2, 3, 1), floats(1))
            .part(directory, LISTS, 2, 1),
        ColumnForm.FLOAT_LISTS,
        "goes on without an element");
  }

  @Test
  void ids_are_not_of_the_dictionary() {
    HandmadeFile none =
        new HandmadeFile().v1(1, Encoding.RLE_DICTIONARY, new byte[] {1}, runs(1, 0));
    refused(ints(none, 1), ColumnForm.LONGS, "ids of a dictionary, but there is none");
    HandmadeFile beyond =
        new HandmadeFile()
            .dictionary(3, HandmadeFile.ints(1, 2, 3))
            .v1(2, Encoding.RLE_DICTIONARY, new byte[] {2}, runs(2, 0, 3));
    refused(ints(beyond, 2), ColumnForm.LONGS, "id 3 of a dictionary, expected 0 to 2");
    HandmadeFile wide =
        new HandmadeFile()
            .dictionary(3, HandmadeFile.ints(1, 2, 3))
            .v1(2, Encoding.RLE_DICTIONARY, new byte[] {33}, runs(2, 0, 1));
    refused(ints(wide, 2), ColumnForm.LONGS, "numbers of 33 bits, expected at most 32");
  }

  @Test
  void dictionaries_are_where_they_should_not_be() {
    HandmadeFile twice =
        new HandmadeFile()
            .dictionary(1, HandmadeFile.ints(1))
            .dictionary(1, HandmadeFile.ints(2))
            .v1(1, Encoding.PLAIN, HandmadeFile.ints(1));
    refused(ints(twice, 1), ColumnForm.LONGS, "a dictionary behind another page");
    HandmadeFile late =
        new HandmadeFile()
            .v1(1, Encoding.PLAIN, HandmadeFile.ints(1))
            .dictionary(1, HandmadeFile.ints(1))
            .v1(1, Encoding.PLAIN, HandmadeFile.ints(1));
    refused(ints(late, 2), ColumnForm.LONGS, "a dictionary behind another page");
  }

  @Test
  void a_dictionary_promises_more_than_it_has() {
    HandmadeFile numbers = new HandmadeFile().dictionary(1 << 30, HandmadeFile.ints(1));
    refused(ints(numbers, 1), ColumnForm.LONGS, "");
    HandmadeFile texts = new HandmadeFile().dictionary(1 << 30, HandmadeFile.ints(0, 0));
    refused(texts.part(directory, TEXTS, 1, 1), ColumnForm.TEXTS, "a dictionary of 1073741824");
    HandmadeFile length = new HandmadeFile().dictionary(1, HandmadeFile.ints(5, 0));
    refused(length.part(directory, TEXTS, 1, 1), ColumnForm.TEXTS, "bytes of length 5");
  }

  @Test
  void lengths_of_texts_go_beyond_the_page() {
    for (int length : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      HandmadeFile file =
          new HandmadeFile().v1(1, Encoding.PLAIN, levels(1, 1), HandmadeFile.ints(length, 0));
      for (ColumnForm form : List.of(ColumnForm.TEXTS, ColumnForm.BINARIES)) {
        refused(file.part(directory, TEXTS, 1, 1), form, "bytes of length " + length);
      }
    }
  }

  @Test
  void a_checksum_does_not_fit() {
    PageHeader header = HandmadeFile.v1Header(1, Encoding.PLAIN, 4);
    header.setCrc(1);

    refused(
        ints(new HandmadeFile().raw(header, HandmadeFile.ints(1)), 1),
        ColumnForm.LONGS,
        "expected 00000001 as in its header");
  }

  @Test
  void levels_are_packed_without_runs() {
    PageHeader header = HandmadeFile.v1Header(1, Encoding.PLAIN, 1);
    header.getData_page_header().setDefinition_level_encoding(Encoding.BIT_PACKED);

    refused(
        new HandmadeFile().page(header, new byte[] {1}).part(directory, TEXTS, 1, 1),
        ColumnForm.TEXTS,
        "levels encoded by BIT_PACKED, expected RLE");
  }

  @Test
  void sizes_are_not_believed() {
    for (int size : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 3}) {
      PageHeader header = HandmadeFile.v1Header(1, Encoding.PLAIN, 4);
      header.setUncompressed_page_size(size);
      for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")) {
        HandmadeFile file = new HandmadeFile().page(header, HandmadeFile.ints(1));
        file.codec = codec;
        refused(ints(file, 1), ColumnForm.LONGS, "page");
      }
      PageHeader compressed = HandmadeFile.v1Header(1, Encoding.PLAIN, 4);
      compressed.setCompressed_page_size(size);
      refused(
          ints(new HandmadeFile().raw(compressed, HandmadeFile.ints(1)), 1),
          ColumnForm.LONGS,
          "page");
    }
  }

  @Test
  void a_codec_is_not_one_of_parquets() {
    HandmadeFile file = new HandmadeFile().v1(1, Encoding.PLAIN, HandmadeFile.ints(1));
    file.codec = "SHRINK";

    refused(ints(file, 1), ColumnForm.LONGS, "pages compressed with SHRINK");
  }

  @Test
  void rows_of_a_page_are_not_what_its_header_says() {
    HandmadeFile file = new HandmadeFile().v2(2, 1, runs(1, 0, 0), runs(2, 3, 3), floats(1, 2));

    refused(
        file.part(directory, LISTS, 2, 2),
        ColumnForm.FLOAT_LISTS,
        "a page of 2 rows, but its header says 1");
  }

  @Test
  void a_chunk_lies_outside_of_the_file() {
    HandmadeFile file = new HandmadeFile().v1(1, Encoding.PLAIN, HandmadeFile.ints(1));

    refused(
        file.part(directory, INTS, 1, 1, file.bytes.size() + 1),
        ColumnForm.LONGS,
        "but the file has");
    refused(file.part(directory, INTS, 1, 1, 3), ColumnForm.LONGS, "pages from 4 to 3");
  }

  @Test
  void a_chunk_that_is_cut_anywhere_is_refused() {
    HandmadeFile file =
        new HandmadeFile()
            .v1(4, Encoding.PLAIN, levels(1, 0, 1, 0, 0), levels(2, 3, 2, 0, 3), floats(1, 2))
            .v2(2, 2, runs(1, 0, 0), runs(2, 3, 3), floats(3, 4));

    for (int end = 4; end < file.bytes.size(); end++) {
      refused(file.part(directory, LISTS, 6, 5, end), ColumnForm.FLOAT_LISTS, "");
    }
  }

  @Test
  void a_file_is_gone_or_another() throws IOException {
    HandmadeFile file = new HandmadeFile().v1(1, Encoding.PLAIN, HandmadeFile.ints(1));
    FilePart part = ints(file, 1);
    Path path = Path.of(java.net.URI.create(part.path()));

    Files.setLastModifiedTime(path, FileTime.fromMillis(part.modified() + 1000));
    assertThatThrownBy(() -> ParquetParts.read(part, ColumnForm.LONGS))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith("input file " + part.path())
        .hasMessageContaining("as at the start");

    Files.setLastModifiedTime(path, FileTime.fromMillis(part.modified()));
    assertThat(ParquetParts.read(part, ColumnForm.LONGS)).containsExactly(List.of("1"));

    Files.write(path, new byte[1], java.nio.file.StandardOpenOption.APPEND);
    Files.setLastModifiedTime(path, FileTime.fromMillis(part.modified()));
    assertThatThrownBy(() -> ParquetParts.read(part, ColumnForm.LONGS))
        .hasMessageContaining("expected " + part.bytes());

    Files.delete(path);
    assertThatThrownBy(() -> ParquetParts.read(part, ColumnForm.LONGS))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("was deleted while it was read");
  }

  @Test
  void a_column_is_asked_for_in_a_form_that_it_has_not() {
    FilePart part = ints(new HandmadeFile().v1(1, Encoding.PLAIN, HandmadeFile.ints(1)), 1);

    for (ColumnForm form :
        List.of(ColumnForm.FLOAT_LISTS, ColumnForm.PACKED_FLOAT32, ColumnForm.BINARIES)) {
      assertThatThrownBy(() -> ParquetParts.read(part, form))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be read as " + form);
    }
  }
}
