// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/**
 * A row that holds a sequence of predictions. Its positions have this very object in common and
 * stand one after the other, so that a sequence ends where another object stands.
 */
public final class RowSequence {
  /** The most bytes that a text may have: those of an array in Java. */
  public static final int MAX_BYTES = Integer.MAX_VALUE;

  private final long bytes;

  /**
   * Creates the mark of a sequence.
   *
   * @param bytes how many bytes its text has; 0 if that is not asked for
   */
  public RowSequence(long bytes) {
    this.bytes = bytes;
  }

  /** Tells whether a text may have so many bytes. */
  public static boolean isSize(long bytes) {
    return bytes >= 1 && bytes <= MAX_BYTES;
  }

  /** Returns how many bytes its text has; 0 if that is not asked for. */
  public long bytes() {
    return bytes;
  }
}
