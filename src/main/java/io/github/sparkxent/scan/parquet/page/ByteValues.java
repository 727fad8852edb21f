// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** Values that are bytes, one after the other. */
public final class ByteValues implements PageValues {
  private static final int LENGTHS_AT_ONCE = 256;

  private final DictionaryIds ids = new DictionaryIds();
  private final DeltaInts prefixes = new DeltaInts();
  private final DeltaInts suffixes = new DeltaInts();
  private final long[] prefixLengths = new long[LENGTHS_AT_ONCE];
  private final long[] suffixLengths = new long[LENGTHS_AT_ONCE];
  private int lengthsAt;
  private int lengthsLeft;
  private int valuesLeft;

  private byte[] dictionary = new byte[0];
  private int[] entries = new int[1];
  private int dictionarySize = -1;
  private int longestEntry;

  private Page page;
  private int position;
  private int[] chosen;
  private int chosenAt;
  private byte[] previous = new byte[0];

  private byte[] array;
  private int from;
  private int length;

  @Override
  public void reset() {
    dictionarySize = -1;
  }

  @Override
  public void dictionary(Page page) throws PageFault {
    if (page.values > page.bytes() / Integer.BYTES) {
      throw new PageFault(
          "a dictionary of " + page.values + " texts in " + page.bytes() + " bytes");
    }
    dictionary = Arrays.copyOfRange(page.data, page.from, page.end);
    if (entries.length <= page.values) {
      entries = new int[page.values + 1];
    }
    dictionarySize = page.values;
    longestEntry = 0;
    int next = 0;
    for (int i = 0; i < page.values; i++) {
      int size = prefixed(dictionary, next, dictionary.length);
      entries[i] = next + Integer.BYTES;
      next += Integer.BYTES + size;
      longestEntry = Math.max(longestEntry, size);
    }
    entries[page.values] = next + Integer.BYTES;
  }

  /** Returns the number of bytes that follow their number. */
  private static int prefixed(byte[] data, int at, int end) throws PageFault {
    int size = end - at < Integer.BYTES ? -1 : (int) LittleEndian.INTS.get(data, at);
    if (size < 0 || size > end - at - Integer.BYTES) {
      throw new PageFault(
          "bytes of length " + size + ", but the page has " + Math.max(0, end - at - 4) + " more");
    }
    return size;
  }

  /** Returns how many entries the dictionary has. */
  public int dictionarySize() {
    return dictionarySize;
  }

  @Override
  public void start(Page page) throws PageFault {
    this.page = page;
    position = page.from;
    lengthsLeft = 0;
    switch (page.encoding) {
      case PLAIN -> {}
      case RLE_DICTIONARY, PLAIN_DICTIONARY -> ids.start(page, dictionarySize);
      case DELTA_LENGTH_BYTE_ARRAY -> lengths(page.from);
      case DELTA_BYTE_ARRAY -> {
        int count = prefixes.start(page.data, page.from, page.end);
        int behind = prefixes.skipAll();
        prefixes.start(page.data, page.from, page.end);
        lengths(behind);
        if (valuesLeft != count) {
          throw new PageFault(count + " beginnings of texts, but " + valuesLeft + " ends");
        }
        length = 0;
      }
      default ->
          throw new PageFault("bytes encoded by " + page.encoding + ", expected another encoding");
    }
  }

  @Override
  public void end() throws PageFault {
    if (!page.hasIds() && position < page.end) {
      throw new PageFault(
          (page.end - position) + " bytes behind the last value of a page, expected none");
    }
  }

  private void lengths(int at) throws PageFault {
    valuesLeft = suffixes.start(page.data, at, page.end);
    position = suffixes.skipAll();
    suffixes.start(page.data, at, page.end);
  }

  /** Returns how many values can be taken at once if their bytes shall be about so many. */
  public int fitting(int bytes) {
    long each = page.hasIds() ? longestEntry : page.bytes() / Math.max(1, page.values);
    return (int) Math.max(1, bytes / (each + 1));
  }

  /** Prepares to take values one by one. */
  public void prepare(int count) throws PageFault {
    if (page.hasIds()) {
      chosen = ids.read(count);
      chosenAt = 0;
    }
  }

  /** Returns the places of the next values in the dictionary. */
  public int[] ids(int count) throws PageFault {
    return ids.read(count);
  }

  /** Goes to an entry of the dictionary. */
  public void entry(int id) {
    array = dictionary;
    from = entries[id];
    length = entries[id + 1] - Integer.BYTES - from;
  }

  /** Goes to the next value. */
  public void next() throws PageFault {
    switch (page.encoding) {
      case PLAIN -> {
        array = page.data;
        length = prefixed(array, position, page.end);
        from = position + Integer.BYTES;
        position = from + length;
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        nextLengths(false);
        array = page.data;
        length = within(suffixLengths[lengthsAt - 1], page.end - position);
        from = position;
        position += length;
      }
      case DELTA_BYTE_ARRAY -> assembled();
      default -> entry(chosen[chosenAt++]);
    }
  }

  private void assembled() throws PageFault {
    nextLengths(true);
    int prefix = within(prefixLengths[lengthsAt - 1], length);
    int suffix = within(suffixLengths[lengthsAt - 1], page.end - position);
    if (previous.length < prefix + suffix) {
      previous = Arrays.copyOf(previous, prefix + suffix + (prefix + suffix >> 1));
    }
    System.arraycopy(page.data, position, previous, prefix, suffix);
    position += suffix;
    array = previous;
    from = 0;
    length = prefix + suffix;
  }

  private static int within(long length, int most) throws PageFault {
    if (length < 0 || length > most) {
      throw new PageFault("bytes of length " + length + ", but there are " + most);
    }
    return (int) length;
  }

  private void nextLengths(boolean both) throws PageFault {
    if (lengthsLeft == 0) {
      lengthsLeft = Math.min(LENGTHS_AT_ONCE, valuesLeft);
      if (lengthsLeft == 0) {
        throw new PageFault("fewer lengths of bytes than values");
      }
      valuesLeft -= lengthsLeft;
      suffixes.read(lengthsLeft, suffixLengths, 0);
      if (both) {
        prefixes.read(lengthsLeft, prefixLengths, 0);
      }
      lengthsAt = 0;
    }
    lengthsLeft--;
    lengthsAt++;
  }

  /** Returns where the bytes of the value are, until the next one is asked for. */
  public byte[] array() {
    return array;
  }

  /** Returns the place of the value's first byte in {@link #array}. */
  public int from() {
    return from;
  }

  /** Returns how many bytes the value has. */
  public int length() {
    return length;
  }
}
