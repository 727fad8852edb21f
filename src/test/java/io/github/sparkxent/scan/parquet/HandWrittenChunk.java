// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column chunk, written page by page as told, right or wrong. */
final class HandWrittenChunk {
  private static final CodecFactory CODECS = new CodecFactory(new Configuration(false), 0);

  final ColumnDescriptor column;
  private final CompressionCodecName codec;
  private final boolean checksums;
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
  private long values;
  private long uncompressed;
  private boolean dictionary;
  private Consumer<PageHeader> lie = header -> {};

  HandWrittenChunk(ColumnDescriptor column, CompressionCodecName codec, boolean checksums) {
    this.column = column;
    this.codec = codec;
    this.checksums = checksums;
  }

  /** Changes the header of the next page before it is written. */
  HandWrittenChunk lying(Consumer<PageHeader> change) {
    lie = change;
    return this;
  }

  /** Says in the footer that the chunk has more values than its pages, or less. */
  HandWrittenChunk promising(long more) {
    values += more;
    return this;
  }

  HandWrittenChunk dictionary(int count, Encoding encoding, byte[] content) throws IOException {
    PageHeader header = header(PageType.DICTIONARY_PAGE, content.length);
    header.setDictionary_page_header(new DictionaryPageHeader(count, encoding));
    encodings.add(encoding);
    dictionary = true;
    return write(header, new byte[0], content, true);
  }

  /** Writes a page of version 1; levels of a column that has none are null. */
  HandWrittenChunk page(
      int count, byte[] repetitions, byte[] definitions, Encoding encoding, byte[] content)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] levels : new byte[][] {repetitions, definitions}) {
      if (levels != null) {
        BytesUtils.writeIntLittleEndian(body, levels.length);
        body.writeBytes(levels);
      }
    }
    body.writeBytes(content);
    PageHeader header = header(PageType.DATA_PAGE, body.size());
    header.setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
    encodings.add(encoding);
    values += count;
    return write(header, new byte[0], body.toByteArray(), true);
  }

  /** Writes a page of version 2, whose levels are never compressed, and its values if wished. */
  HandWrittenChunk page2(
      Counts counts,
      byte[] repetitions,
      byte[] definitions,
      Encoding encoding,
      byte[] content,
      boolean compressed)
      throws IOException {
    byte[] first = repetitions == null ? new byte[0] : repetitions;
    byte[] second = definitions == null ? new byte[0] : definitions;
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    levels.writeBytes(first);
    levels.writeBytes(second);
    PageHeader header = header(PageType.DATA_PAGE_V2, levels.size() + content.length);
    header.setData_page_header_v2(
        new DataPageHeaderV2(
                counts.values, counts.nulls, counts.rows, encoding, second.length, first.length)
            .setIs_compressed(compressed));
    encodings.add(encoding);
    values += counts.values;
    return write(header, levels.toByteArray(), content, compressed);
  }

  /** What a page of version 2 says of its values. */
  record Counts(int values, int nulls, int rows) {}

  private static PageHeader header(PageType type, int size) {
    return new PageHeader(type, size, size);
  }

  private HandWrittenChunk write(PageHeader header, byte[] levels, byte[] content, boolean compress)
      throws IOException {
    byte[] stored =
        compress && codec != CompressionCodecName.UNCOMPRESSED
            ? CODECS.getCompressor(codec).compress(BytesInput.from(content)).toByteArray()
            : content;
    header.setCompressed_page_size(levels.length + stored.length);
    if (checksums) {
      CRC32 crc = new CRC32();
      crc.update(levels);
      crc.update(stored);
      header.setCrc((int) crc.getValue());
    }
    lie.accept(header);
    lie = same -> {};
    int before = pages.size();
    Util.writePageHeader(header, pages);
    uncompressed += pages.size() - before + levels.length + content.length;
    pages.writeBytes(levels);
    pages.writeBytes(stored);
    return this;
  }

  byte[] bytes() {
    return pages.toByteArray();
  }

  /** Returns what the footer says of a chunk that begins at an offset. */
  ColumnChunk metadata(long offset) {
    ColumnMetaData metadata =
        new ColumnMetaData(
            type(column.getPrimitiveType().getPrimitiveTypeName()),
            List.copyOf(encodings),
            List.of(column.getPath()),
            CompressionCodec.valueOf(codec.name()),
            values,
            uncompressed,
            pages.size(),
            offset);
    if (dictionary) {
      metadata.setDictionary_page_offset(offset);
      metadata.setData_page_offset(offset + dictionaryBytes());
    }
    return new ColumnChunk(offset).setMeta_data(metadata);
  }

  private static Type type(PrimitiveTypeName name) {
    return name == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(name.name());
  }

  private int dictionaryBytes() {
    try {
      java.io.ByteArrayInputStream in = new java.io.ByteArrayInputStream(bytes());
      PageHeader header = Util.readPageHeader(in);
      return header.getType() == PageType.DICTIONARY_PAGE
          ? pages.size() - in.available() + header.getCompressed_page_size()
          : 0;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
