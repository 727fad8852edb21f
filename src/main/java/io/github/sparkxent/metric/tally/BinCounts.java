// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many values fell into each bin; only pages of 32 bins that are in use take memory, four bytes
 * a bin, and the few bins whose counts need more.
 */
public final class BinCounts {
  private static final int PAGE_BITS = 5;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final long DIGIT = 0xffff_ffffL;
  private static final int[][] NONE = {};

  /** Element i has the low 32 bits of the counts of page low + i, or is null while all are 0. */
  private int[][] pages = NONE;

  /** The other bits of the counts that have more than 32, by bin; null until there is one. */
  private Map<Integer, Long> carries;

  private int low;
  private long total;

  /** Adds one value. */
  public void add(int bin) {
    if (++page(bin)[bin & (PAGE - 1)] == 0) {
      carry(bin, 1);
    }
    total++;
  }

  public void add(int bin, long count) {
    int[] page = page(bin);
    long sum = (page[bin & (PAGE - 1)] & DIGIT) + count;
    page[bin & (PAGE - 1)] = (int) sum;
    if (sum >>> Integer.SIZE != 0) {
      carry(bin, sum >>> Integer.SIZE);
    }
    total += count;
  }

  private int[] page(int bin) {
    int index = (bin >> PAGE_BITS) - low;
    if ((index | (pages.length - 1 - index)) < 0 || pages[index] == null) {
      index = include(bin >> PAGE_BITS);
    }
    return pages[index];
  }

  private void carry(int bin, long carried) {
    if (carries == null) {
      carries = new HashMap<>();
    }
    carries.merge(bin, carried, Long::sum);
  }

  /** Makes room for a page, and returns its index. */
  private int include(int page) {
    if (pages.length == 0) {
      low = page;
    }
    int newLow = Math.min(low, page);
    int newLength = Math.max(low + pages.length, page + 1) - newLow;
    if (newLength > pages.length) {
      int[][] wider = new int[newLength][];
      System.arraycopy(pages, 0, wider, low - newLow, pages.length);
      pages = wider;
      low = newLow;
    }
    int index = page - low;
    if (pages[index] == null) {
      pages[index] = new int[PAGE];
    }
    return index;
  }

  public void merge(BinCounts other) {
    for (int bin : other.bins()) {
      add(bin, other.count(bin));
    }
  }

  /** Returns the bins that are not empty, in ascending order. */
  public int[] bins() {
    int[] bins = new int[PAGE];
    int length = 0;
    for (int i = 0; i < pages.length; i++) {
      for (int j = 0; pages[i] != null && j < PAGE; j++) {
        int bin = ((low + i) << PAGE_BITS) + j;
        if (count(bin) > 0) {
          if (length == bins.length) {
            bins = Arrays.copyOf(bins, 2 * length);
          }
          bins[length++] = bin;
        }
      }
    }
    return Arrays.copyOf(bins, length);
  }

  /** Returns the values in a bin between the first and the last that are not empty. */
  public long count(int bin) {
    int[] page = pages[(bin >> PAGE_BITS) - low];
    if (page == null) {
      return 0;
    }
    long carried = carries == null ? 0 : carries.getOrDefault(bin, 0L);
    return (carried << Integer.SIZE) + (page[bin & (PAGE - 1)] & DIGIT);
  }

  public long total() {
    return total;
  }

  /** Returns the bin of the value of a rank below the total; the smallest value has rank 0. */
  public int binOfRank(long rank) {
    long upTo = 0;
    for (int bin : bins()) {
      upTo += count(bin);
      if (rank < upTo) {
        return bin;
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + upTo + " values");
  }

  /** Writes the number of bins, then of each its distance from the one before and its count. */
  public void writeTo(DataOutput out, int lowest) throws IOException {
    int[] bins = bins();
    BinaryForm.writeCount(out, bins.length);
    int next = lowest;
    for (int bin : bins) {
      BinaryForm.writeCount(out, bin - next);
      BinaryForm.writeCount(out, count(bin));
      next = bin + 1;
    }
  }

  /** Reads bins, from the lowest to the highest that there can be, into these without values. */
  public void readFrom(DataInput in, String name, int lowest, int highest) throws IOException {
    long bin = lowest - 1L;
    for (long left = BinaryForm.readCount(in, name); left > 0; left--) {
      long distance = BinaryForm.readCount(in, name);
      long count = BinaryForm.readCount(in, name);
      if (distance >= highest - bin || count == 0 || total + count < 0) {
        throw BinaryForm.damaged(name, count + " values in bin " + bin + " + " + distance);
      }
      bin += distance + 1;
      add((int) bin, count);
    }
  }
}
