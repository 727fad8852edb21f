// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The pages of a column chunk, one after the other; its arrays serve the next chunk too. */
public final class ChunkPages {
  /** Some writers put the smallest and the largest value of a page into its header. */
  private static final int MAX_HEADER_BYTES = 1 << 24;

  /**
   * So many bytes a value of fixed width may take, with levels that are packed as badly as can be.
   */
  private static final int MOST_BYTES_OF_A_VALUE = 32;

  private static final int SLACK = 4096;

  /** What {@link #next} found. */
  public enum Found {
    DICTIONARY,
    DATA,
    END
  }

  private final PageCodecs codecs;
  private final ChunkBytes bytes = new ChunkBytes();
  private final CRC32 crc = new CRC32();
  private final Page page = new Page();
  private byte[] plain = new byte[0];
  private CompressionCodecName codec;
  private int maxRepetition;
  private int maxDefinition;
  private boolean fixedWidth;
  private long values;
  private long seen;
  private boolean begun;

  /**
   * Prepares to read chunks.
   *
   * @param codecs kept open by the caller
   */
  public ChunkPages(PageCodecs codecs) {
    this.codecs = codecs;
  }

  /** Says how deep the values of the next chunk are, and whether all are equally long. */
  public void expect(int maxRepetition, int maxDefinition, boolean fixedWidth) {
    this.maxRepetition = maxRepetition;
    this.maxDefinition = maxDefinition;
    this.fixedWidth = fixedWidth;
  }

  /**
   * Goes to a chunk.
   *
   * @param first where it begins in the file
   * @param end where it ends
   * @param values how many values the footer promises
   * @param codec the name of its compression
   */
  public void start(ByteSource source, long first, long end, long values, String codec)
      throws PageFault {
    this.codec = PageCodecs.named(codec);
    this.values = values;
    bytes.start(source, first, end);
    seen = 0;
    begun = false;
  }

  /** Returns the page that {@link #next} has found. */
  public Page page() {
    return page;
  }

  /** Tells whether all values that the footer promises were in the pages so far. */
  public boolean isComplete() {
    return seen == values;
  }

  /** Reads a page, unless all values were seen. */
  public Found next() throws IOException {
    while (bytes.left() > 0) {
      if (isComplete() && begun) {
        requireNoMore();
        return Found.END;
      }
      PageHeader header = header();
      switch (header.getType()) {
        case DATA_PAGE -> {
          dataPage(header, required(header.getData_page_header()));
          return Found.DATA;
        }
        case DATA_PAGE_V2 -> {
          dataPage(header, required(header.getData_page_header_v2()));
          return Found.DATA;
        }
        case DICTIONARY_PAGE -> {
          dictionary(header, required(header.getDictionary_page_header()));
          return Found.DICTIONARY;
        }
        default -> bytes.take(body(header));
      }
    }
    if (!isComplete()) {
      throw new PageFault(seen + " values in its pages, but its footer says " + values);
    }
    return Found.END;
  }

  private PageHeader header() throws IOException {
    try {
      PageHeader header =
          ParquetStructures.pageHeader(bytes, (int) Math.min(bytes.left(), MAX_HEADER_BYTES));
      if (header.getType() == null) {
        throw new PageFault("a page of a type that is not known");
      }
      return header;
    } catch (IOException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException unreadable) {
          throw unreadable;
        }
      }
      throw e instanceof PageFault ? e : new PageFault("a page header that is damaged", e);
    }
  }

  /** Other bytes may follow, such as those that fill up a block, but no value. */
  private void requireNoMore() throws IOException {
    while (bytes.left() > 0) {
      PageHeader header;
      try {
        header = header();
      } catch (PageFault e) {
        return;
      }
      if ((header.isSetData_page_header() && header.getData_page_header().getNum_values() > 0)
          || (header.isSetData_page_header_v2()
              && header.getData_page_header_v2().getNum_values() > 0)) {
        throw new PageFault("values behind the " + values + " that its footer promises");
      }
      bytes.take(body(header));
    }
  }

  private static <T> T required(T header) throws PageFault {
    if (header == null) {
      throw new PageFault("a page whose header lacks that of its type");
    }
    return header;
  }

  /** Brings the bytes of a page into memory and tests their checksum. */
  private int body(PageHeader header) throws IOException {
    int size = header.getCompressed_page_size();
    PageCodecs.requirePossible(CompressionCodecName.UNCOMPRESSED, size, size);
    bytes.require(size);
    if (header.isSetCrc()) {
      crc.reset();
      crc.update(bytes.array(), bytes.at(), size);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new PageFault(
            "a page whose checksum is %08x, expected %08x as in its header"
                .formatted((int) crc.getValue(), header.getCrc()));
      }
    }
    return size;
  }

  private void count(int more) throws PageFault {
    begun = true;
    if (more < 0 || more > values - seen) {
      throw new PageFault(
          "a page of %s values, expected at most %s of the %s in its footer"
              .formatted(more, values - seen, values));
    }
    seen += more;
    page.values = more;
  }

  private void dictionary(PageHeader header, DictionaryPageHeader own) throws IOException {
    if (begun) {
      throw new PageFault("a dictionary behind another page, expected it to be the first");
    }
    begun = true;
    page.values = own.getNum_values();
    if (page.values < 0) {
      throw new PageFault("a dictionary of " + page.values + " values");
    }
    Encoding by = own.getEncoding();
    if (by != Encoding.PLAIN && by != Encoding.PLAIN_DICTIONARY) {
      throw new PageFault("a dictionary encoded by " + by + ", expected " + Encoding.PLAIN);
    }
    page.encoding = Encoding.PLAIN;
    page.rows = -1;
    whole(header);
  }

  private void dataPage(PageHeader header, DataPageHeader own) throws IOException {
    count(own.getNum_values());
    page.rows = -1;
    page.encoding = own.getEncoding();
    whole(header);
    if (page.values > 0) {
      page.leadingLevels(page.repetition, maxRepetition, own.getRepetition_level_encoding());
      page.leadingLevels(page.definition, maxDefinition, own.getDefinition_level_encoding());
    }
  }

  /** Takes a page that is compressed as a whole. */
  private void whole(PageHeader header) throws IOException {
    int size = body(header);
    values(bytes.take(size), size, header.getUncompressed_page_size(), true);
  }

  private void dataPage(PageHeader header, DataPageHeaderV2 own) throws IOException {
    count(own.getNum_values());
    page.rows = own.getNum_rows();
    if (page.rows < 0) {
      throw new PageFault("a page of " + page.rows + " rows");
    }
    page.encoding = own.getEncoding();
    int size = body(header);
    int repetition = own.getRepetition_levels_byte_length();
    int definition = own.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || repetition > size - definition) {
      throw new PageFault(
          "levels of %s and %s bytes, but the page has %s".formatted(repetition, definition, size));
    }
    int from = bytes.take(size);
    int levels = repetition + definition;
    page.repetition.start(bytes.array(), from, from + repetition, Runs.width(maxRepetition));
    page.definition.start(
        bytes.array(), from + repetition, from + levels, Runs.width(maxDefinition));
    values(
        from + levels,
        size - levels,
        header.getUncompressed_page_size() - levels,
        own.isIs_compressed());
  }

  private void values(int from, int count, int size, boolean compressed) throws PageFault {
    CompressionCodecName by = compressed ? codec : CompressionCodecName.UNCOMPRESSED;
    PageCodecs.requirePossible(by, count, size);
    if (fixedWidth && size > SLACK + (long) MOST_BYTES_OF_A_VALUE * page.values) {
      throw new PageFault("a page of " + size + " bytes for " + page.values + " values");
    }
    page.data = bytes.array();
    page.from = from;
    page.end = from + count;
    if (by == CompressionCodecName.UNCOMPRESSED) {
      if (size != count) {
        throw new PageFault("a page of " + count + " bytes, but its header says " + size);
      }
    } else if (size > 0 || count > 0) {
      plain = codecs.decompress(by, page.data, from, count, plain, size);
      page.data = plain;
      page.from = 0;
      page.end = size;
    }
  }
}
