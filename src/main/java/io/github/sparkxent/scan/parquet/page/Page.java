// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import org.apache.parquet.format.Encoding;

/**
 * A page of data or of a dictionary, decompressed: places in arrays that the next page uses again.
 */
public final class Page {
  final Runs repetition = new Runs();
  final Runs definition = new Runs();
  int values;

  /** How many rows its header promises; -1 if it does not say. */
  int rows;

  Encoding encoding;
  byte[] data;
  int from;
  int end;

  /** Returns how many values the page has, marks of null and empty ones among them. */
  public int values() {
    return values;
  }

  /** Returns how many rows its header promises; -1 if it does not say. */
  public int rows() {
    return rows;
  }

  /** Returns how many bytes its values have, without the levels. */
  public int bytes() {
    return end - from;
  }

  /** Tells whether its values are ids of a dictionary. */
  public boolean hasIds() {
    return encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
  }

  /** Starts levels that stand before the values, with their length before them. */
  void leadingLevels(Runs levels, int max, Encoding by) throws PageFault {
    if (max == 0) {
      return;
    }
    if (by != Encoding.RLE) {
      throw new PageFault("levels encoded by " + by + ", expected " + Encoding.RLE);
    }
    int length = bytes() < Integer.BYTES ? -1 : (int) LittleEndian.INTS.get(data, from);
    if (length < 0 || length > bytes() - Integer.BYTES) {
      throw new PageFault("levels of " + length + " bytes, but the page has " + bytes());
    }
    from += Integer.BYTES;
    levels.start(data, from, from + length, Runs.width(max));
    from += length;
  }
}
