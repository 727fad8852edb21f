// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The different texts of a column that a task has met, numbered in the order in which they came.
 *
 * <p>Of a column of very many different texts it forgets all of them now and then, and numbers
 * anew: only within {@link ParquetRows#next}, if none of the rows before are left. Not safe for use
 * by several threads at once.
 */
public final class TextTable {
  private static final int MOST_TEXTS = 1 << 18;
  private static final int MOST_BYTES = 1 << 24;
  private static final long PRIME = 0x9e3779b97f4a7c15L;
  private static final long SEED = new SplittableRandom().nextLong();

  /** For each hash the number of a text, plus one. */
  private int[] slots = new int[64];

  private int[] hashes = new int[32];

  /** Where texts begin in {@link #bytes}, and behind them where the last one ends. */
  private int[] starts = new int[33];

  private byte[] bytes = new byte[512];
  private int size;
  private int generation;

  /** Returns how many texts there are. */
  public int size() {
    return size;
  }

  /**
   * Returns a text.
   *
   * @param id at least 0 and below {@link #size}
   * @return its bytes, by rule UTF-8; a new array
   */
  public byte[] text(int id) {
    if (id < 0 || id >= size) {
      throw new IllegalArgumentException("text " + id + " of " + size);
    }
    return Arrays.copyOfRange(bytes, starts[id], starts[id + 1]);
  }

  /** Returns how often all texts were forgotten: ids of different generations are no kin. */
  public int generation() {
    return generation;
  }

  /** Numbers anew if there are too many. */
  void forgetIfFull() {
    if (size >= MOST_TEXTS || starts[size] >= MOST_BYTES) {
      size = 0;
      Arrays.fill(slots, 0);
      generation++;
    }
  }

  /** Returns the number of a text, a new one if it is new. */
  int id(byte[] array, int from, int length) {
    if (size == hashes.length) {
      grow();
    }
    int hash = hash(array, from, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash
          && Arrays.equals(bytes, starts[id], starts[id + 1], array, from, from + length)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    add(array, from, length, hash);
    slots[slot] = size;
    return size - 1;
  }

  private static int hash(byte[] array, int from, int length) {
    long hash = SEED ^ length;
    int i = 0;
    for (; i + Integer.BYTES <= length; i += Integer.BYTES) {
      int word =
          (array[from + i] & 0xff)
              | (array[from + i + 1] & 0xff) << 8
              | (array[from + i + 2] & 0xff) << 16
              | array[from + i + 3] << 24;
      hash = (hash ^ word) * PRIME;
      hash ^= hash >>> 29;
    }
    for (; i < length; i++) {
      hash = (hash ^ array[from + i]) * PRIME;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private void add(byte[] array, int from, int length, int hash) {
    int start = starts[size];
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, start + length + (start >> 1));
    }
    System.arraycopy(array, from, bytes, start, length);
    hashes[size++] = hash;
    starts[size] = start + length;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    starts = Arrays.copyOf(starts, 2 * size + 1);
    slots = new int[4 * size];
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = id + 1;
    }
  }
}
