// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.parquet.ForgedParquet.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What footers and pages say of columns that cannot be read as they should be. */
class ParquetFooterTest {
  private static final Consumer<FileMetaData> AS_WRITTEN = metadata -> {};

  @TempDir private Path directory;

  private ParquetFooter read(byte[] file) throws IOException {
    Path path = Files.createTempDirectory(directory, "forged").resolve("a.parquet");
    Files.write(path, file);
    return ParquetManifest.read(
            new Configuration(false),
            ForgedParquet.listed(new Configuration(false), path),
            column -> true)
        .footers()
        .get(0);
  }

  private List<String> faults(byte[] file) throws IOException {
    return read(file).faults().stream().map(ColumnFault::text).toList();
  }

  private byte[] file(Form form, int rows) throws IOException {
    return ForgedParquet.file(directory, form, rows);
  }

  /** Every way in which the rows of a list may be known. */
  static Stream<Arguments> lists() {
    return Stream.of(WriterVersion.values())
        .flatMap(
            version ->
                Stream.of(
                    Arguments.of(version, AS_WRITTEN),
                    Arguments.of(
                        version, (Consumer<FileMetaData>) ForgedParquet::withoutHistograms),
                    Arguments.of(
                        version,
                        ((Consumer<FileMetaData>) ForgedParquet::withoutHistograms)
                            .andThen(ForgedParquet::withoutPageIndex))));
  }

  @Nested
  class A_column_chunk {
    @ParameterizedTest
    @CsvSource({"0, label, 3", "0, label, 5", "1, split, 3", "1, split, 5", "3, score.value, 99"})
    void with_another_number_of_values_than_rows_is_a_fault(int column, String name, int values)
        throws IOException {
      byte[] forged =
          ForgedParquet.withChunkOf(file(Form.USUAL, 4), file(Form.USUAL, values), column);

      assertThat(faults(forged))
          .containsExactly(
              "column "
                  + name
                  + " with "
                  + values
                  + " values in row group 0, expected 4 as the row group has rows");
    }

    @Test
    void of_a_list_with_fewer_values_than_rows_is_a_fault() throws IOException {
      byte[] forged =
          ForgedParquet.withChunkOf(
              file(Form.USUAL, 40), file(Form.USUAL, 2), ForgedParquet.LOGITS);

      assertThat(faults(forged))
          .containsExactly(
              "column logits.list.element with 4 values in row group 0, expected 40 as the row"
                  + " group has rows");
    }

    @ParameterizedTest
    @MethodSource("io.github.sparkxent.job.input.parquet.ParquetFooterTest#lists")
    void of_a_list_with_another_number_of_rows_is_a_fault(
        WriterVersion version, Consumer<FileMetaData> known) throws IOException {
      Form form = Form.USUAL.withVersion(version);
      for (int rows : new int[] {9, 11, 20}) {
        byte[] forged =
            ForgedParquet.withChunkOf(file(form, 10), file(form, rows), ForgedParquet.LOGITS);

        assertThat(faults(ForgedParquet.changed(forged, known)))
            .containsExactly(
                "column logits.list.element with "
                    + rows
                    + " rows in row group 0, expected 10 as the row group has rows");
      }
    }

    @ParameterizedTest
    @MethodSource("io.github.sparkxent.job.input.parquet.ParquetFooterTest#lists")
    void of_a_list_with_its_rows_is_none(WriterVersion version, Consumer<FileMetaData> known)
        throws IOException {
      for (int rows : new int[] {1, 10, 2000}) {
        byte[] file = file(Form.USUAL.withVersion(version), rows);

        assertThat(faults(ForgedParquet.changed(file, known))).isEmpty();
      }
    }

    /** A row of a thousand classes: two thousand rows are many pages and eight megabytes. */
    @ParameterizedTest
    @EnumSource(WriterVersion.class)
    void of_a_large_list_is_known_by_its_last_page(WriterVersion version) throws IOException {
      Form form =
          Form.USUAL.withVersion(version).withClasses(1000).withCodec(CompressionCodecName.ZSTD);
      byte[] whole = ForgedParquet.changed(file(form, 2000), ForgedParquet::withoutHistograms);
      byte[] forged = ForgedParquet.withChunkOf(whole, file(form, 1999), ForgedParquet.LOGITS);

      assertThat(whole.length).isGreaterThan(1 << 22);
      assertThat(faults(whole)).isEmpty();
      assertThat(faults(ForgedParquet.changed(forged, ForgedParquet::withoutHistograms)))
          .containsExactly(
              "column logits.list.element with 1999 rows in row group 0, expected 2000 as the row"
                  + " group has rows");
    }

    @Test
    void of_a_large_list_is_whole_whatever_a_wrong_list_of_its_pages_says() throws IOException {
      byte[] file =
          ForgedParquet.changed(
              file(Form.USUAL.withClasses(1000), 2000), ForgedParquet::withoutHistograms);
      byte[] fewer = file(Form.USUAL.withClasses(1000), 1999);
      byte[] forged =
          ForgedParquet.changed(
              ForgedParquet.withChunkOf(file, fewer, ForgedParquet.LOGITS),
              footer -> {
                ColumnChunk other =
                    footer.getRow_groups().get(0).getColumns().get(ForgedParquet.LOGITS);
                ColumnChunk own = ForgedParquet.column(file, ForgedParquet.LOGITS);
                own.setOffset_index_offset(other.getOffset_index_offset());
                own.setOffset_index_length(other.getOffset_index_length());
                footer.getRow_groups().get(0).getColumns().set(ForgedParquet.LOGITS, own);
              });

      assertThat(faults(forged)).isEmpty();
    }

    @Test
    void that_is_missing_or_there_twice_is_no_whole_file() throws IOException {
      byte[] file = file(Form.USUAL, 4);

      assertThatThrownBy(
              () ->
                  read(
                      ForgedParquet.changed(
                          file, footer -> footer.getRow_groups().get(0).getColumns().remove(0))))
          .isInstanceOf(EvaluationException.class)
          .hasMessageEndingWith(
              "a.parquet is not a whole Parquet file: its row group 0 lacks the column label");
      assertThatThrownBy(
              () ->
                  read(
                      ForgedParquet.changed(
                          file,
                          footer ->
                              footer
                                  .getRow_groups()
                                  .get(0)
                                  .addToColumns(
                                      footer.getRow_groups().get(0).getColumns().get(0)))))
          .hasMessageEndingWith("its row group 0 has the column label twice");
    }
  }

  @Nested
  class Pages {
    @ParameterizedTest
    @EnumSource(
        value = CompressionCodecName.class,
        names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW", "LZ4"})
    void of_a_codec_that_is_there_are_read(CompressionCodecName codec) throws IOException {
      byte[] file = file(Form.USUAL.withCodec(codec), 100);

      assertThat(faults(ForgedParquet.changed(file, ForgedParquet::withoutHistograms))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROTLI", "LZO"})
    void of_a_codec_that_is_not_there_are_a_fault_of_their_column(String codec) throws IOException {
      byte[] file =
          ForgedParquet.changed(
              file(Form.USUAL, 100),
              footer ->
                  footer
                      .getRow_groups()
                      .get(0)
                      .getColumns()
                      .get(ForgedParquet.LOGITS)
                      .getMeta_data()
                      .setCodec(CompressionCodec.valueOf(codec)));

      assertThat(read(file).faults())
          .containsExactly(
              new ColumnFault(
                  "logits",
                  "column logits.list.element compressed with "
                      + codec
                      + ", for which no codec is on the class path, expected one of UNCOMPRESSED,"
                      + " SNAPPY, GZIP, LZ4, ZSTD, LZ4_RAW"));
    }

    @Test
    void of_byte_streams_are_told_apart() throws IOException {
      assertThat(read(file(Form.USUAL.withByteStreams(), 100)).readRowByRow())
          .containsExactly(
              new ColumnFault("logits", "column logits.list.element encoded as BYTE_STREAM_SPLIT"),
              new ColumnFault("score", "column score.value encoded as BYTE_STREAM_SPLIT"));
      assertThat(read(file(Form.USUAL, 100)).readRowByRow()).isEmpty();
    }
  }
}
