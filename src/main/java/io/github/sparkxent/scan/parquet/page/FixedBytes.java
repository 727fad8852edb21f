// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** The values of a page that all have one width, as bytes one behind the other. */
final class FixedBytes {
  private final int width;
  private final ByteValues texts = new ByteValues();
  private byte[] joined = new byte[0];
  private Page page;
  private int position;
  private byte[] array;
  private int from;

  FixedBytes(int width) {
    this.width = width;
  }

  void start(Page page) throws PageFault {
    this.page = page;
    position = page.from;
    switch (page.encoding) {
      case PLAIN -> {}
      case BYTE_STREAM_SPLIT -> {
        if (page.bytes() % width != 0) {
          throw new PageFault(
              "values of " + width + " bytes split in a page of " + page.bytes() + " bytes");
        }
      }
      case DELTA_BYTE_ARRAY -> texts.start(page);
      default ->
          throw new PageFault("values encoded by " + page.encoding + ", expected another encoding");
    }
  }

  /** Takes values; they are in {@link #array} from {@link #from} on. */
  void take(int count) throws PageFault {
    switch (page.encoding) {
      case PLAIN -> {
        require((long) count * width, page.end - position);
        array = page.data;
        from = position;
        position += count * width;
      }
      case BYTE_STREAM_SPLIT -> {
        require(count, page.bytes() / width - (position - page.from));
        join(count);
        position += count;
      }
      default -> assemble(count);
    }
  }

  private static void require(long needed, int there) throws PageFault {
    if (needed > there) {
      throw new PageFault("values that need " + needed + " bytes, but there are " + there);
    }
  }

  private void room(int count) {
    if (joined.length < count * width) {
      joined = new byte[count * width];
    }
    array = joined;
    from = 0;
  }

  private void join(int count) {
    room(count);
    int stride = page.bytes() / width;
    for (int k = 0; k < width; k++) {
      int source = position + k * stride;
      for (int i = 0, target = k; i < count; i++, target += width) {
        joined[target] = page.data[source + i];
      }
    }
  }

  private void assemble(int count) throws PageFault {
    room(count);
    for (int i = 0; i < count; i++) {
      texts.next();
      if (texts.length() != width) {
        throw new PageFault("a value of " + texts.length() + " bytes, expected " + width);
      }
      System.arraycopy(texts.array(), texts.from(), joined, i * width, width);
    }
  }

  /** Refuses bytes behind the last value: with them, values are not where they should be. */
  void requireEnd() throws PageFault {
    int left =
        switch (page.encoding) {
          case PLAIN -> page.end - position;
          case BYTE_STREAM_SPLIT -> page.bytes() / width - (position - page.from);
          default -> 0;
        };
    if (left > 0) {
      throw new PageFault(left + " bytes behind the last value of a page, expected none");
    }
  }

  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }
}
