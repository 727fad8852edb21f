// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.IndexPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageTypeParser;

/** One column chunk of pages made by hand, so that each may be wrong in its own way. */
final class HandmadeFile {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  String codec = "UNCOMPRESSED";

  HandmadeFile() {
    bytes.writeBytes("PAR1".getBytes());
  }

  static LeafColumn column(String type) {
    return LeafColumn.of(MessageTypeParser.parseMessageType("message m { " + type + " }"), "c");
  }

  /** Levels of a page of the first version: with their length before them. */
  static byte[] levels(int width, int... values) {
    byte[] runs = runs(width, values);
    return join(ints(runs.length), runs);
  }

  static byte[] runs(int width, int... values) {
    try {
      RunLengthBitPackingHybridEncoder encoder =
          new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, new HeapByteBufferAllocator());
      for (int value : values) {
        encoder.writeInt(value);
      }
      return encoder.toBytes().toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = little(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = little(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  HandmadeFile v1(int values, Encoding encoding, byte[]... parts) {
    return page(v1Header(values, encoding, join(parts).length), join(parts));
  }

  static PageHeader v1Header(int values, Encoding encoding, int size) {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, size, size);
    header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
    return header;
  }

  HandmadeFile v2(int values, int rows, byte[] repetition, byte[] definition, byte[] data) {
    byte[] all = join(repetition, definition, data);
    PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, all.length, all.length);
    DataPageHeaderV2 own =
        new DataPageHeaderV2(values, 0, rows, Encoding.PLAIN, definition.length, repetition.length);
    own.setIs_compressed(false);
    header.setData_page_header_v2(own);
    return page(header, all);
  }

  HandmadeFile dictionary(int values, byte[] data) {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, data.length, data.length);
    header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
    return page(header, data);
  }

  HandmadeFile index(byte[] data) {
    PageHeader header = new PageHeader(PageType.INDEX_PAGE, data.length, data.length);
    header.setIndex_page_header(new IndexPageHeader());
    return page(header, data);
  }

  /** Adds a page whose header gets the checksum that is right. */
  HandmadeFile page(PageHeader header, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    header.setCrc((int) crc.getValue());
    return raw(header, body);
  }

  HandmadeFile raw(PageHeader header, byte[] body) {
    try {
      Util.writePageHeader(header, bytes);
      bytes.write(body);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FilePart part(Path directory, LeafColumn column, long values, long rows) {
    return part(directory, column, values, rows, bytes.size());
  }

  FilePart part(Path directory, LeafColumn column, long values, long rows, long end) {
    try {
      Path file = Files.createTempFile(directory, "handmade", ".parquet");
      Files.write(file, bytes.toByteArray());
      return new FilePart(
          file.toUri().toString(),
          bytes.size(),
          Files.getLastModifiedTime(file).toMillis(),
          List.of(column),
          List.of(new RowGroup(7, rows, List.of(new ColumnChunk(4, end, values, codec)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
