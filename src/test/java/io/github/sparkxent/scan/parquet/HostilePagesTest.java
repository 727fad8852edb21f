// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sparkxent.scan.parquet.HandWrittenChunk.Counts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that contradict themselves or their footer: refused by name, in little time and memory. */
class HostilePagesTest {
  private static final CompressionCodecName PLAINLY = CompressionCodecName.UNCOMPRESSED;
  private static final String NUMBER = "required double column;";
  private static final String LONG = "required int64 column;";
  private static final String TEXT = "required binary column (STRING);";
  private static final String LIST =
      "optional group column (LIST) {repeated group list {required float element;}}";

  /** What a chunk of five rows is made of. */
  interface Pages {
    void write(HandWrittenChunk chunk) throws IOException;
  }

  private static List<Object[]> read(
      String name, String column, ColumnForm form, CompressionCodecName codec, Pages pages)
      throws IOException {
    FilePart part = part(column, codec, 5, pages);
    return assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> BoundedScan.rows(name, part, List.of(form)));
  }

  private static FilePart part(String column, CompressionCodecName codec, long rows, Pages pages)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m {" + column + "}");
    ColumnDescriptor descriptor = schema.getColumns().get(0);
    HandWrittenChunk chunk = new HandWrittenChunk(descriptor, codec, false);
    pages.write(chunk);
    byte[] file = new HandWrittenFile(schema).rowGroup(rows, List.of(chunk)).bytes();
    String name = "hostile-" + Arrays.hashCode(file) + ".parquet";
    return Parts.of(MemoryFiles.put(name, file), List.of("column"));
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes.replace(" ", ""));
  }

  private static byte[] doubles(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putDouble(i);
    }
    return bytes.array();
  }

  private static Arguments number(String what, Pages pages) {
    return Arguments.of(what, NUMBER, ColumnForm.DOUBLES, pages);
  }

  private static Arguments integer(String what, Encoding encoding, String content) {
    return Arguments.of(
        what, LONG, ColumnForm.LONGS, (Pages) c -> c.page(5, null, null, encoding, hex(content)));
  }

  private static Arguments text(String what, Encoding encoding, String content) {
    return Arguments.of(
        what, TEXT, ColumnForm.TEXTS, (Pages) c -> c.page(5, null, null, encoding, hex(content)));
  }

  private static Arguments list(String what, int count, String repetitions, String definitions) {
    return Arguments.of(
        what,
        LIST,
        ColumnForm.FLOAT_LISTS,
        (Pages) c -> c.page(count, hex(repetitions), hex(definitions), Encoding.PLAIN, floats(5)));
  }

  private static byte[] floats(int count) {
    return new byte[count * Float.BYTES];
  }

  private static Arguments ids(String what, String content) {
    return number(
        what,
        c ->
            c.dictionary(2, Encoding.PLAIN, doubles(2))
                .page(5, null, null, Encoding.RLE_DICTIONARY, hex(content)));
  }

  private static Arguments lie(String what, Consumer<PageHeader> lie) {
    return number(what, c -> c.lying(lie).page(5, null, null, Encoding.PLAIN, doubles(5)));
  }

  private static Arguments levels(String what, Consumer<PageHeader> lie) {
    return Arguments.of(
        what,
        LIST,
        ColumnForm.FLOAT_LISTS,
        (Pages)
            c ->
                c.lying(lie)
                    .page2(
                        new Counts(5, 0, 5),
                        hex("0a00"),
                        hex("0a02"),
                        Encoding.PLAIN,
                        floats(5),
                        false));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(headers(), counts(), dictionaries(), listLevels(), values())
        .flatMap(cases -> cases);
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        lie("a negative size", h -> h.setCompressed_page_size(-1)),
        lie("the most negative size", h -> h.setCompressed_page_size(Integer.MIN_VALUE)),
        lie("a size beyond the chunk", h -> h.setCompressed_page_size(41)),
        lie("the largest size", h -> h.setCompressed_page_size(Integer.MAX_VALUE)),
        lie("another size of what is not compressed", h -> h.setUncompressed_page_size(39)),
        lie("no header of its type", PageHeader::unsetData_page_header),
        lie("a negative count", h -> h.getData_page_header().setNum_values(-1)),
        lie("a count beyond the chunk", h -> h.getData_page_header().setNum_values(6)),
        lie("a count of 2^31 - 1", h -> h.getData_page_header().setNum_values(Integer.MAX_VALUE)),
        levels("a negative length of levels", h -> v2(h).setDefinition_levels_byte_length(-1)),
        levels("levels longer than the page", h -> v2(h).setRepetition_levels_byte_length(99)),
        levels(
            "levels of 2^31 - 1 bytes",
            h -> v2(h).setRepetition_levels_byte_length(Integer.MAX_VALUE)),
        levels("more rows than in its levels", h -> v2(h).setNum_rows(6)),
        levels("fewer rows than in its levels", h -> v2(h).setNum_rows(4)),
        levels("a negative number of rows", h -> v2(h).setNum_rows(-5)));
  }

  private static org.apache.parquet.format.DataPageHeaderV2 v2(PageHeader header) {
    return header.getData_page_header_v2();
  }

  private static Stream<Arguments> counts() {
    return Stream.of(
        number("no page", c -> c.promising(5)),
        number("fewer values", c -> c.page(4, null, null, Encoding.PLAIN, doubles(4))),
        number("more values", c -> c.page(6, null, null, Encoding.PLAIN, doubles(6))),
        number("no values", c -> c.page(0, null, null, Encoding.PLAIN, doubles(0))),
        number(
            "fewer values than in the footer",
            c -> c.promising(1).page(5, null, null, Encoding.PLAIN, doubles(5))),
        number(
            "more values than in the footer",
            c -> c.promising(-1).page(5, null, null, Encoding.PLAIN, doubles(5))),
        number(
            "a page behind the last one",
            c ->
                c.promising(-2)
                    .page(5, null, null, Encoding.PLAIN, doubles(5))
                    .page(0, null, null, Encoding.PLAIN, doubles(0))
                    .page(2, null, null, Encoding.PLAIN, doubles(2))),
        number(
            "fewer values of version 2",
            c -> c.page2(new Counts(4, 0, 4), null, null, Encoding.PLAIN, doubles(4), false)),
        number(
            "other rows than values",
            c -> c.page2(new Counts(5, 0, 4), null, null, Encoding.PLAIN, doubles(5), false)),
        list("lists of fewer rows", 5, "02000601", "0a02"),
        list("lists of more rows", 6, "0c00", "0c02"));
  }

  private static Stream<Arguments> dictionaries() {
    Pages twice =
        c ->
            c.dictionary(2, Encoding.PLAIN, doubles(2))
                .dictionary(2, Encoding.PLAIN, doubles(2))
                .page(5, null, null, Encoding.RLE_DICTIONARY, hex("010a00"));
    return Stream.of(
        ids("an id out of range", "020a02"),
        ids("an id of another run out of range", "020201030200"),
        ids("an id that is negative", "200affffffff"),
        ids("a width of 33", "210a0000000000"),
        ids("a width of 255", "ff0a00"),
        ids("no width", ""),
        ids("no runs", "01"),
        ids("runs that end early", "010401"),
        ids("packed runs that end early", "0803000000"),
        ids("a run without its value", "010a"),
        ids("runs of nothing", "010001".repeat(200)),
        ids("a run whose length never ends", "01" + "ff".repeat(100)),
        number("two dictionaries", twice),
        number("no dictionary", c -> c.page(5, null, null, Encoding.RLE_DICTIONARY, hex("010a00"))),
        number(
            "a dictionary behind a page",
            c ->
                c.page(3, null, null, Encoding.PLAIN, doubles(3))
                    .dictionary(2, Encoding.PLAIN, doubles(2))
                    .page(2, null, null, Encoding.RLE_DICTIONARY, hex("010400"))),
        dictionary("a dictionary of 2^31 - 1 values", Integer.MAX_VALUE, Encoding.PLAIN),
        dictionary("a dictionary of a negative count", -1, Encoding.PLAIN),
        dictionary("a dictionary of fewer values than its count", 3, Encoding.PLAIN),
        dictionary("a dictionary in runs", 2, Encoding.RLE));
  }

  private static Arguments dictionary(String what, int count, Encoding encoding) {
    return number(
        what,
        c ->
            c.dictionary(count, encoding, doubles(2))
                .page(5, null, null, Encoding.RLE_DICTIONARY, hex("010a00")));
  }

  private static Stream<Arguments> listLevels() {
    return Stream.of(
        list("a first repetition level of 1", 5, "02010800", "0a02"),
        list("a definition level above the highest", 5, "0a00", "0a03"),
        list("levels of none", 5, "", ""),
        list("levels that end early", 5, "0800", "0a02"),
        list("definitions that end early", 5, "0a00", "0802"),
        list("a repetition behind a null list", 6, "0a000201", "0a020200"),
        list("more values than its bytes", 6, "0a000201", "0c02"),
        bitPacked(
            "repetition levels packed", h -> h.setRepetition_level_encoding(Encoding.BIT_PACKED)),
        bitPacked(
            "definition levels packed", h -> h.setDefinition_level_encoding(Encoding.BIT_PACKED)),
        Arguments.of(
            "levels whose length is beyond the page",
            "optional double column;",
            ColumnForm.DOUBLES,
            (Pages) c -> c.page(5, null, null, Encoding.PLAIN, hex("ffffff7f 0a01"))),
        Arguments.of(
            "levels whose length is negative",
            "optional double column;",
            ColumnForm.DOUBLES,
            (Pages) c -> c.page(5, null, null, Encoding.PLAIN, hex("ffffffff 0a01"))));
  }

  private static Arguments bitPacked(
      String what, Consumer<org.apache.parquet.format.DataPageHeader> lie) {
    return Arguments.of(
        what,
        LIST,
        ColumnForm.FLOAT_LISTS,
        (Pages)
            c ->
                c.lying(header -> lie.accept(header.getData_page_header()))
                    .page(5, hex("0a00"), hex("0a02"), Encoding.PLAIN, floats(5)));
  }

  private static Stream<Arguments> values() {
    String ones = "01000000 61".repeat(4);
    return Stream.of(
        integer("fewer bytes than values", Encoding.PLAIN, "00".repeat(39)),
        integer("byte streams of fewer bytes", Encoding.BYTE_STREAM_SPLIT, "00".repeat(39)),
        integer("an encoding of texts", Encoding.DELTA_BYTE_ARRAY, "00".repeat(40)),
        integer("an encoding of levels", Encoding.BIT_PACKED, "00".repeat(40)),
        integer("no differences", Encoding.DELTA_BINARY_PACKED, ""),
        integer("blocks of 0 values", Encoding.DELTA_BINARY_PACKED, "00 04 05 00 00"),
        integer("blocks of 2^31 values", Encoding.DELTA_BINARY_PACKED, "8080808008 04 05 00 00"),
        integer("no parts of a block", Encoding.DELTA_BINARY_PACKED, "8001 00 05 00 00"),
        integer(
            "2^31 - 1 parts of a block", Encoding.DELTA_BINARY_PACKED, "8001 ffffffff07 05 00 00"),
        integer("fewer differences", Encoding.DELTA_BINARY_PACKED, "8001 04 04 00 00 00000000"),
        integer("differences of 255 bits", Encoding.DELTA_BINARY_PACKED, "8001 04 05 00 00 ff0000"),
        integer("differences that are not there", Encoding.DELTA_BINARY_PACKED, "8001 04 05 00"),
        integer(
            "a number of differences without an end",
            Encoding.DELTA_BINARY_PACKED,
            "ff".repeat(60)),
        text("a text longer than the page", Encoding.PLAIN, ones + "02000000 61"),
        text("a text of a negative length", Encoding.PLAIN, ones + "ffffffff 61"),
        text("a text of 2^31 - 1 bytes", Encoding.PLAIN, ones + "ffffff7f 61"),
        text("fewer texts", Encoding.PLAIN, ones),
        text("a text of half a length", Encoding.PLAIN, ones + "0000"),
        text(
            "lengths beyond the page",
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            "8001 04 05 feffffff0f 00 00000000 61"),
        text("negative lengths", Encoding.DELTA_LENGTH_BYTE_ARRAY, "8001 04 05 01 00 00000000 61"),
        text(
            "a first text that repeats another",
            Encoding.DELTA_BYTE_ARRAY,
            "8001 04 05 02 00 00000000 8001 04 05 02 00 00000000 6161616161"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void a_hostile_page_is_refused(String what, String column, ColumnForm form, Pages pages)
      throws IOException {
    assertThat(read(what, column, form, PLAINLY, pages)).as(what).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void what_is_compressed_has_the_size_of_its_header(CompressionCodecName codec)
      throws IOException {
    for (int size : new int[] {0, 1, 39, 41, -1, 1 << 20, 1 << 28, Integer.MAX_VALUE}) {
      String what = codec + " of " + size + " bytes";
      Pages pages =
          c ->
              c.lying(h -> h.setUncompressed_page_size(size))
                  .page(5, null, null, Encoding.PLAIN, doubles(5));
      assertThat(read(what, NUMBER, ColumnForm.DOUBLES, codec, pages)).as(what).isNull();
    }
    Pages bomb = c -> c.page(5, null, null, Encoding.PLAIN, new byte[80 << 20]);
    assertThat(read(codec + " of zeros", NUMBER, ColumnForm.DOUBLES, codec, bomb)).isNull();
  }

  /** A few bytes may promise as many rows as they like; none is decoded before it is wanted. */
  @Test
  void long_runs_take_little_memory() throws IOException {
    int rows = Integer.MAX_VALUE;
    FilePart part =
        part(
            "optional double column;",
            PLAINLY,
            rows,
            c -> c.page(rows, null, hex("feffffff0f00"), Encoding.PLAIN, new byte[0]));
    FilePart repeated =
        part(
            NUMBER,
            PLAINLY,
            rows,
            c ->
                c.dictionary(1, Encoding.PLAIN, doubles(1))
                    .page(rows, null, null, Encoding.RLE_DICTIONARY, hex("00feffffff0f")));
    for (FilePart one : List.of(part, repeated)) {
      assertThat(BoundedScan.firstRows(one, ColumnForm.DOUBLES, 100)).isEqualTo(100);
    }
  }
}
