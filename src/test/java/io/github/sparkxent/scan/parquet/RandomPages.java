// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.HandWrittenChunk.Counts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Files as other writers than parquet-java leave them: rows that span pages of version 1, pages
 * without values, pages of any encodings and versions in one chunk, runs of any lengths, row groups
 * without rows.
 */
final class RandomPages {
  private static final CompressionCodecName[] CODECS = {
    CompressionCodecName.UNCOMPRESSED,
    CompressionCodecName.SNAPPY,
    CompressionCodecName.GZIP,
    CompressionCodecName.ZSTD,
    CompressionCodecName.LZ4_RAW
  };

  private final Random random;
  private final int pageValues;
  private final boolean emptyPages;
  private final boolean checksums;
  private final int versions;

  private RandomPages(Random random, boolean emptyPages, boolean checksums) {
    this.random = random;
    this.emptyPages = emptyPages;
    pageValues = 1 + random.nextInt(random.nextBoolean() ? 20 : 2000);
    this.checksums = checksums;
    versions = random.nextInt(3);
  }

  /** Writes a table; with row groups and pages without values, which not all readers take. */
  static byte[] file(RandomTable table, Random random, boolean empty, boolean checksums)
      throws IOException {
    MessageType schema = table.schema();
    HandWrittenFile file = new HandWrittenFile(schema);
    List<Group> rows = table.rows();
    int most = 2 + rows.size() / 40 + random.nextInt(2 * rows.size() + 1);
    for (int at = 0; at < rows.size(); ) {
      int count = Math.min(random.nextInt(most) + (empty ? 0 : 1), rows.size() - at);
      RandomPages pages = new RandomPages(random, empty, checksums);
      List<HandWrittenChunk> chunks = new ArrayList<>();
      for (LevelsAndValues column : LevelsAndValues.of(schema, rows.subList(at, at + count))) {
        chunks.add(pages.chunk(column));
      }
      file.rowGroup(count, chunks);
      at += count;
    }
    return file.bytes();
  }

  private HandWrittenChunk chunk(LevelsAndValues column) throws IOException {
    HandWrittenChunk chunk =
        new HandWrittenChunk(column.column, CODECS[random.nextInt(CODECS.length)], checksums);
    PrimitiveType type = column.column.getPrimitiveType();
    Map<Object, Integer> dictionary = new LinkedHashMap<>();
    boolean old = random.nextBoolean();
    if (random.nextBoolean() && type.getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN) {
      int most = random.nextInt(4) == 0 ? 10 : Integer.MAX_VALUE;
      for (Object value : column.values) {
        if (dictionary.size() < most) {
          dictionary.putIfAbsent(value, dictionary.size());
        }
      }
      chunk.dictionary(
          dictionary.size(),
          old
              ? org.apache.parquet.format.Encoding.PLAIN_DICTIONARY
              : org.apache.parquet.format.Encoding.PLAIN,
          PageContent.values(Encoding.PLAIN, type, List.copyOf(dictionary.keySet())));
    }
    int value = 0;
    for (int from = 0; from < column.size(); ) {
      boolean second = versions == 0 || versions == 1 && random.nextBoolean();
      int to = end(column, from, second);
      int next = value + present(column, from, to);
      List<Object> values = column.values.subList(value, next);
      writePage(chunk, column, from, to, values, dictionary, old, second);
      value = next;
      from = to;
    }
    if (emptyPages && random.nextInt(4) == 0) {
      writePage(
          chunk, column, column.size(), column.size(), List.of(), dictionary, old, versions == 0);
    }
    return chunk;
  }

  /** Returns where a page ends: with a row, or anywhere in version 1 if no page of 2 follows. */
  private int end(LevelsAndValues column, int from, boolean second) {
    if (emptyPages && random.nextInt(8) == 0) {
      return from;
    }
    int to = Math.min(from + 1 + random.nextInt(pageValues), column.size());
    while (to < column.size() && (second || versions < 2) && column.repetitions.get(to) > 0) {
      to++;
    }
    return to;
  }

  private static int present(LevelsAndValues column, int from, int to) {
    int max = column.column.getMaxDefinitionLevel();
    return (int) column.definitions.subList(from, to).stream().filter(d -> d == max).count();
  }

  private void writePage(
      HandWrittenChunk chunk,
      LevelsAndValues column,
      int from,
      int to,
      List<Object> values,
      Map<Object, Integer> dictionary,
      boolean old,
      boolean second)
      throws IOException {
    byte[] repetitions =
        levels(column.repetitions.subList(from, to), column.column.getMaxRepetitionLevel());
    byte[] definitions =
        levels(column.definitions.subList(from, to), column.column.getMaxDefinitionLevel());
    boolean indexes =
        !dictionary.isEmpty() && dictionary.keySet().containsAll(values) && random.nextInt(10) > 0;
    Encoding encoding =
        indexes
            ? old ? Encoding.PLAIN_DICTIONARY : Encoding.RLE_DICTIONARY
            : encoding(column.column.getPrimitiveType());
    byte[] content =
        indexes
            ? indexes(values, dictionary)
            : PageContent.values(encoding, column.column.getPrimitiveType(), values);
    org.apache.parquet.format.Encoding stored =
        org.apache.parquet.format.Encoding.valueOf(encoding.name());
    if (second) {
      int rows = (int) column.repetitions.subList(from, to).stream().filter(r -> r == 0).count();
      chunk.page2(
          new Counts(to - from, to - from - values.size(), rows),
          repetitions,
          definitions,
          stored,
          content,
          random.nextBoolean());
    } else {
      chunk.page(to - from, repetitions, definitions, stored, content);
    }
  }

  private byte[] levels(List<Integer> levels, int max) throws IOException {
    return max == 0 ? null : PageContent.hybrid(levels, PageContent.width(max), random);
  }

  private byte[] indexes(List<Object> values, Map<Object, Integer> dictionary) throws IOException {
    int width = Math.min(32, PageContent.width(dictionary.size() - 1) + random.nextInt(2));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(width);
    out.writeBytes(
        PageContent.hybrid(values.stream().map(dictionary::get).toList(), width, random));
    return out.toByteArray();
  }

  private Encoding encoding(PrimitiveType type) {
    Encoding[] all =
        switch (type.getPrimitiveTypeName()) {
          case INT32, INT64 ->
              new Encoding[] {
                Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED, Encoding.BYTE_STREAM_SPLIT
              };
          case BINARY ->
              new Encoding[] {
                Encoding.PLAIN, Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY
              };
          case BOOLEAN -> new Encoding[] {Encoding.PLAIN, Encoding.RLE};
          default -> new Encoding[] {Encoding.PLAIN, Encoding.BYTE_STREAM_SPLIT};
        };
    return all[random.nextInt(all.length)];
  }
}
