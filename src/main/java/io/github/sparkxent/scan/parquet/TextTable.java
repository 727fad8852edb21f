// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/**
 * The different texts of a column that a task has met, numbered in the order in which they came.
 *
 * <p>Of a column of very many different texts it forgets all of them now and then, and numbers
 * anew: never between {@link ParquetRows#next} and {@link ParquetRows#advance}. Not safe for use by
 * several threads at once.
 */
public final class TextTable {
  /** Returns how many texts there are. */
  public int size() {
    return 0;
  }

  /**
   * Returns a text.
   *
   * @param id at least 0 and below {@link #size}
   * @return its bytes, by rule UTF-8; a new array
   */
  public byte[] text(int id) {
    return null;
  }

  /** Returns how often all texts were forgotten: ids of different generations are no kin. */
  public int generation() {
    return 0;
  }
}
