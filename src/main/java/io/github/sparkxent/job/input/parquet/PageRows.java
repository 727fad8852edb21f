// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.scan.parquet.page.ParquetStructures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rows that the pages of a list hold: the number of values does not tell them.
 *
 * <p>A row begins at a value whose repetition level is 0. Pages of version 2 say how many these
 * are; for others the levels are read. All pages of a small chunk are looked at. Of a larger one,
 * with a list of its pages, the last page is; all pages only if that gives other rows than
 * expected, since lists of pages are not always right.
 */
final class PageRows implements AutoCloseable {
  /** A small number of bytes, whose reading does not count beside that of the footers. */
  private static final long FEW_BYTES = 1 << 20;

  /** More values in a chunk mean damage, or are not worth counting. */
  private static final long MOST_VALUES = 1L << 31;

  /** A page that claims to be larger than that is not worth its memory. */
  private static final int MOST_UNCOMPRESSED = 1 << 26;

  private static final Logger LOG = LoggerFactory.getLogger(PageRows.class);

  private final TailStream in;
  private final CompressionCodecFactory codecs;
  private long bytesLeft = FEW_BYTES;

  /** Makes a counter of one file. */
  PageRows(TailStream in, Configuration hadoop) {
    this.in = in;
    this.codecs = new CodecFactory(hadoop, 0);
  }

  @Override
  public void close() {
    codecs.release();
  }

  /**
   * Counts the rows of a chunk that is not encrypted.
   *
   * @throws IOException if the pages are damaged, or cannot be read
   */
  OptionalLong count(NeededChunk chunk) throws IOException {
    NeededChunk.Pages pages = chunk.pages();
    if (chunk.values() > MOST_VALUES) {
      return OptionalLong.empty();
    }
    if (pages.bytes() <= bytesLeft) {
      bytesLeft -= pages.bytes();
      return rows(chunk, pages.first(), pages.end());
    }
    PageLocation last = lastPage(chunk);
    if (last == null || last.getCompressed_page_size() > FEW_BYTES) {
      return OptionalLong.empty();
    }
    return isAsExpected(chunk, last)
        ? OptionalLong.of(chunk.rows())
        : rows(chunk, pages.first(), pages.end());
  }

  /** Tells whether the rows are complete with those of the last page, as the list of pages says. */
  private boolean isAsExpected(NeededChunk chunk, PageLocation last) {
    try {
      OptionalLong rows =
          rows(chunk, last.getOffset(), last.getOffset() + last.getCompressed_page_size());
      return rows.isPresent() && last.getFirst_row_index() + rows.getAsLong() == chunk.rows();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the list of pages of column {} is damaged", chunk.column(), e);
      return false;
    }
  }

  private PageLocation lastPage(NeededChunk chunk) throws IOException {
    if (chunk.offsetIndex() == null || chunk.offsetIndex().length() > FEW_BYTES) {
      return null;
    }
    List<PageLocation> pages =
        ParquetStructures.offsetIndex(
                in.bytes(chunk.offsetIndex().offset(), chunk.offsetIndex().length()))
            .getPage_locations();
    return pages.isEmpty() ? null : pages.get(pages.size() - 1);
  }

  /** Counts the rows of the pages between two places. */
  private OptionalLong rows(NeededChunk chunk, long from, long end) throws IOException {
    long rows = 0;
    long values = 0;
    for (long at = from; at < end; ) {
      SizedHeader sized = header(at, end);
      PageHeader header = sized.header();
      at += sized.bytes();
      if (header.getCompressed_page_size() < 0 || header.getCompressed_page_size() > end - at) {
        throw new IllegalStateException(
            "a page of column %s has %s bytes, expected at most %s"
                .formatted(chunk.column(), header.getCompressed_page_size(), end - at));
      }
      if (header.getType() == PageType.DATA_PAGE_V2 && header.isSetData_page_header_v2()) {
        rows += header.getData_page_header_v2().getNum_rows();
      } else if (header.getType() == PageType.DATA_PAGE && header.isSetData_page_header()) {
        values += header.getData_page_header().getNum_values();
        if (header.getData_page_header().getRepetition_level_encoding() != Encoding.RLE
            || header.getUncompressed_page_size() > MOST_UNCOMPRESSED
            || values > chunk.values()) {
          return OptionalLong.empty();
        }
        rows += rowsOfLevels(chunk, header, in.bytes(at, header.getCompressed_page_size()));
      }
      at += header.getCompressed_page_size();
    }
    return OptionalLong.of(rows);
  }

  /** A page header and how many bytes it takes. */
  private record SizedHeader(PageHeader header, int bytes) {}

  private SizedHeader header(long at, long end) throws IOException {
    byte[] usual = in.bytes(at, Math.min(end - at, PageChecksums.USUAL_HEADER_BYTES));
    try {
      return header(usual);
    } catch (IOException e) {
      byte[] more = in.bytes(at, Math.min(end - at, PageChecksums.MAX_HEADER_BYTES));
      if (more.length == usual.length) {
        throw e;
      }
      return header(more);
    }
  }

  private static SizedHeader header(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    PageHeader header = ParquetStructures.pageHeader(in, bytes.length);
    return new SizedHeader(header, bytes.length - in.available());
  }

  /** Counts the repetition levels of 0, which stand first in a page, behind their length. */
  private long rowsOfLevels(NeededChunk chunk, PageHeader header, byte[] page) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(chunk.levels().repetition());
    try {
      byte[] content = decompressed(chunk, header, page);
      RunLengthBitPackingHybridDecoder levels =
          new RunLengthBitPackingHybridDecoder(
              width,
              new ByteArrayInputStream(content, Integer.BYTES, content.length - Integer.BYTES));
      long rows = 0;
      for (int i = 0; i < header.getData_page_header().getNum_values(); i++) {
        rows += levels.readInt() == 0 ? 1 : 0;
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      // The bytes are here, so any exception of a codec is about their content.
      throw new IllegalStateException("a page of column " + chunk.column() + " is damaged", e);
    }
  }

  private byte[] decompressed(NeededChunk chunk, PageHeader header, byte[] page)
      throws IOException {
    CompressionCodecName codec = CompressionCodecName.valueOf(chunk.codec());
    if (codec == CompressionCodecName.UNCOMPRESSED) {
      return page;
    }
    return codecs
        .getDecompressor(codec)
        .decompress(BytesInput.from(page), header.getUncompressed_page_size())
        .toByteArray();
  }
}
