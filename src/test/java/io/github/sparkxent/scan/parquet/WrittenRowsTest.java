// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.LogitEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parquet-java's writer writes, with all codecs, encodings and versions of pages. */
class WrittenRowsTest {
  private static final String[] LISTS = {
    "optional group l (LIST) { repeated group list { optional %s element%s; } }",
    "optional group l (LIST) { repeated group list { required %s element%s; } }",
    "required group l (LIST) { repeated group list { optional %s element%s; } }",
    "required group l (LIST) { repeated group list { required %s element%s; } }",
    "optional group l (LIST) { repeated group bag { optional %s array_element%s; } }",
    "optional group l (LIST) { repeated %s array%s; }",
    "repeated %s l%s;",
  };

  private static final CompressionCodecName[] CODECS = {
    CompressionCodecName.SNAPPY,
    CompressionCodecName.UNCOMPRESSED,
    CompressionCodecName.ZSTD,
    CompressionCodecName.GZIP,
    CompressionCodecName.LZ4_RAW
  };

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void rows_are_those_that_were_written(int seed) throws IOException {
    Written written = new Written(seed);
    Path file = directory.resolve(seed + ".parquet");
    written.write(file);

    List<List<String>> rows =
        ParquetParts.read(
            ParquetParts.of(file, "l", "i", "t", "d", "u", "b", "i", "t"),
            written.listForm,
            ColumnForm.LONGS,
            ColumnForm.TEXTS,
            ColumnForm.DOUBLES,
            ColumnForm.LONGS,
            ColumnForm.PACKED_FLOAT32,
            ColumnForm.TEXTS,
            ColumnForm.BINARIES);

    assertThat(rows).hasSameSizeAs(written.rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).as("row %s of seed %s", i, seed).isEqualTo(written.rows.get(i));
    }
  }

  /** A file with random content and what should be read from it. */
  private static final class Written {
    final Random random;
    final ColumnForm listForm;
    final String elementType;
    final int listKind;
    final boolean nullable;
    final List<List<String>> rows = new ArrayList<>();
    final MessageType schema;
    final boolean fewValues;
    final boolean someNulls;
    final boolean longLabels;

    Written(int seed) {
      random = new Random(seed);
      listKind = seed % LISTS.length;
      String[] types = {"float", "double", "fixed_len_byte_array(2)", "int64"};
      elementType = types[random.nextInt(types.length)];
      listForm =
          elementType.equals("float") || elementType.startsWith("fixed")
              ? ColumnForm.FLOAT_LISTS
              : ColumnForm.DOUBLE_LISTS;
      nullable = random.nextBoolean();
      longLabels = random.nextBoolean();
      fewValues = random.nextBoolean();
      someNulls = random.nextBoolean();
      String one = nullable ? "optional" : "required";
      String annotation = elementType.startsWith("fixed") ? " (FLOAT16)" : "";
      schema =
          MessageTypeParser.parseMessageType(
              ("message m { "
                      + LISTS[listKind].formatted(elementType, annotation)
                      + " X %s i; X binary t (STRING); X float d; X int32 u (INTEGER(32,false));"
                      + " X binary b; }")
                  .formatted(longLabels ? "int64" : "int32")
                  .replace("X", one));
    }

    void write(Path file) throws IOException {
      int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(3_000);
      ExampleParquetWriter.Builder builder =
          ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .withConf(new Configuration())
              .withType(schema)
              .withCompressionCodec(CODECS[random.nextInt(CODECS.length)])
              .withWriterVersion(
                  random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
              .withDictionaryEncoding(random.nextBoolean())
              .withByteStreamSplitEncoding(random.nextInt(3) == 0)
              .withPageSize(100 + random.nextInt(40_000))
              .withDictionaryPageSize(100 + random.nextInt(5_000))
              .withPageRowCountLimit(1 + random.nextInt(2000))
              .withMinRowCountForPageSizeCheck(1)
              .withRowGroupSize(2_000L + random.nextInt(500_000));
      SimpleGroupFactory factory = new SimpleGroupFactory(schema);
      try (ParquetWriter<Group> writer = builder.build()) {
        for (int i = 0; i < count; i++) {
          List<String> row = new ArrayList<>();
          writer.write(group(factory.newGroup(), row));
          rows.add(row);
        }
      }
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private boolean isNull() {
      return someNulls && random.nextInt(10) == 0;
    }

    private Group group(Group group, List<String> row) {
      row.add(list(group));
      long label = longLabels && random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(10);
      if (nullable && isNull()) {
        row.add("null");
      } else {
        if (longLabels) {
          group.append("i", label);
        } else {
          group.append("i", (int) label);
        }
        row.add("" + label);
      }
      String text = "s" + random.nextInt(fewValues ? 3 : 5000);
      boolean noText = nullable && isNull();
      if (!noText) {
        group.append("t", text);
      }
      row.add(noText ? "null" : text);
      addRest(group, row);
      row.add(row.get(1));
      row.add(noText ? "null" : java.util.Arrays.toString(text.getBytes()));
      return group;
    }

    private void addRest(Group group, List<String> row) {
      float weight = random.nextFloat();
      if (nullable && isNull()) {
        row.add("null");
      } else {
        group.append("d", weight);
        row.add(ParquetParts.bits((double) weight));
      }
      int unsigned = random.nextInt();
      if (nullable && isNull()) {
        row.add("null");
      } else {
        group.append("u", unsigned);
        row.add("" + Integer.toUnsignedLong(unsigned));
      }
      if (nullable && isNull()) {
        row.add("null");
        return;
      }
      byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(50) : 12];
      random.nextBytes(bytes);
      group.append("b", Binary.fromConstantByteArray(bytes));
      List<String> floats = new ArrayList<>();
      java.nio.ByteBuffer in =
          java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      while (bytes.length % 4 == 0 && in.hasRemaining()) {
        floats.add(Integer.toHexString(in.getInt()));
      }
      row.add(bytes.length % 4 == 0 ? floats.toString() : "broken");
    }

    private String list(Group group) {
      boolean rowMayBeNull = listKind < 2 || listKind == 4 || listKind == 5;
      if (rowMayBeNull && isNull()) {
        return "null";
      }
      boolean elementMayBeNull = listKind % 2 == 0 && listKind < 6;
      int count = random.nextInt(40) == 0 ? random.nextInt(2000) : random.nextInt(20);
      Group list = listKind == 6 ? group : group.addGroup("l");
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Group element = listKind < 5 ? list.addGroup(0) : list;
        if (elementMayBeNull && isNull()) {
          texts.add("null");
        } else {
          texts.add(append(element));
        }
      }
      return texts.toString();
    }

    private String append(Group target) {
      String field = target.getType().getFieldName(0);
      switch (elementType) {
        case "float":
          float value = fewValues ? random.nextInt(20) : random.nextFloat();
          target.append(field, value);
          return ParquetParts.bits(value);
        case "double":
          double wide = fewValues ? random.nextInt(20) : random.nextDouble();
          target.append(field, wide);
          return ParquetParts.bits(wide);
        case "int64":
          long whole = fewValues ? random.nextInt(20) : random.nextLong();
          target.append(field, whole);
          return ParquetParts.bits((double) whole);
        default:
          short half = (short) (fewValues ? random.nextInt(20) : random.nextInt());
          byte[] bytes = {(byte) half, (byte) (half >> 8)};
          target.append(field, Binary.fromConstantByteArray(bytes));
          float[] read = new float[1];
          LogitEncoding.FLOAT16.read(bytes, 0, read, 0, 1);
          return ParquetParts.bits(read[0]);
      }
    }
  }
}
