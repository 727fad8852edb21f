// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random files of any schema, encoding, codec and layout, read as parquet-java reads them. */
class ParquetRowsFuzzTest {
  /** The profile {@code fuzz} takes a hundred times as many. */
  private static final int FILES = Integer.getInteger("sparkxent.fuzz.files", 200);

  private static final long SEED = Long.getLong("sparkxent.fuzz.seed", 0);

  private static final CompressionCodecName[] CODECS = {
    CompressionCodecName.UNCOMPRESSED,
    CompressionCodecName.SNAPPY,
    CompressionCodecName.GZIP,
    CompressionCodecName.ZSTD,
    CompressionCodecName.LZ4_RAW
  };

  @TempDir private Path directory;

  @Test
  void files_of_parquet_javas_writer_are_read_as_by_its_reader() throws IOException {
    Path file = directory.resolve("random.parquet");
    for (long seed = SEED; seed < SEED + FILES / 2; seed++) {
      Random random = new Random(seed);
      RandomTable table = table(random);
      write(table, file, random);
      check("file of parquet-java's writer, seed " + seed, table, file, random, true);
    }
  }

  @Test
  void files_of_other_layouts_are_read_alike() throws IOException {
    Path file = directory.resolve("random.parquet");
    for (long seed = SEED; seed < SEED + FILES / 2; seed++) {
      Random random = new Random(seed);
      RandomTable table = table(random);
      boolean empty = random.nextInt(3) == 0;
      Files.write(file, RandomPages.file(table, random, empty, random.nextBoolean()));
      check("file of pages by hand, seed " + seed, table, file, random, !empty);
    }
  }

  private static RandomTable table(Random random) {
    return RandomTable.of(random, random.nextInt(random.nextInt(20) == 0 ? 2000 : 120));
  }

  private static void write(RandomTable table, Path file, Random random) throws IOException {
    Files.deleteIfExists(file);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(table.schema())
            .withWriterVersion(WriterVersion.values()[random.nextInt(2)])
            .withCompressionCodec(CODECS[random.nextInt(CODECS.length)])
            .withDictionaryEncoding(random.nextBoolean())
            .withDictionaryPageSize(64 + random.nextInt(random.nextBoolean() ? 200 : 20_000))
            .withPageSize(64 + random.nextInt(random.nextBoolean() ? 500 : 100_000))
            .withPageRowCountLimit(1 + random.nextInt(random.nextBoolean() ? 20 : 3000))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(1 + random.nextInt(100))
            .withPageWriteChecksumEnabled(random.nextBoolean())
            .withRowGroupSize(100L + random.nextInt(random.nextBoolean() ? 3000 : 1_000_000));
    for (ColumnDescriptor column : table.schema().getColumns()) {
      if (column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BINARY) {
        builder.withByteStreamSplitEncoding(
            String.join(".", column.getPath()), random.nextInt(3) == 0);
      }
    }
    try (ParquetWriter<Group> writer = builder.build()) {
      for (Group row : table.rows()) {
        writer.write(row);
      }
    }
  }

  private static void check(
      String name, RandomTable table, Path file, Random random, boolean readByParquetJava)
      throws IOException {
    if (readByParquetJava) {
      same(name + ", by parquet-java", table, table.expected(), read(table, file));
    }
    List<RandomColumn> columns = table.columns();
    FilePart part = Parts.of(file, columns.stream().map(RandomColumn::name).toList());
    List<ColumnForm> forms = columns.stream().map(RandomColumn::form).toList();
    List<Object[]> found;
    try (ScanTask task = new ScanTask(Parts.HADOOP)) {
      found = ScannedRows.of(task, part, forms, random);
      assertThat(task.counters().rows()).as(name).isEqualTo(table.rows().size());
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(name + ": " + table.schema(), e);
    }
    same(name, table, table.expected(), found);
  }

  private static List<Object[]> read(RandomTable table, Path file) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(Parts.HADOOP)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(table.expected(row));
      }
    }
    return rows;
  }

  private static void same(
      String name, RandomTable table, List<Object[]> expected, List<Object[]> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!Arrays.deepEquals(expected.get(i), found.get(i))) {
        for (int k = 0; k < table.columns().size(); k++) {
          assertThat(found.get(i)[k])
              .as("%s, row %s, %s", name, i, table.columns().get(k))
              .isEqualTo(expected.get(i)[k]);
        }
      }
    }
    assertThat(found).as(name).hasSameSizeAs(expected);
  }
}
