// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Where the lists of rows begin and end, and what in them is null. */
public abstract sealed class RowLevels permits ListLevels, NestedLevels {
  /** A longer list is taken for damage. */
  static final int MOST_ELEMENTS = 1 << 25;

  /** More elements of a row that is a list of lists, or packed, are not held at once. */
  public static final int MOST_OF_ROW = 1 << 26;

  RowLevels() {}

  /** Forgets all rows. */
  public abstract void reset();

  /** Forgets the first rows; what the others have moves to the front. */
  public abstract void forget(int count);

  /** Returns the index of the first element of a row, or behind the last element. */
  public abstract int firstElement(int row);

  /**
   * Reads the levels of some values.
   *
   * @return how many elements have a value
   */
  public abstract int read(Page page, int count) throws PageFault;

  /** Returns how many rows there are; the last one may not be whole. */
  public abstract int rows();

  /** Returns how many rows began with the levels that were read last. */
  public abstract int begun();

  /** Returns how many elements all rows have. */
  public abstract int elements();

  /** Returns where the elements of lists begin, and behind them where the last one ends. */
  public abstract int[] starts();

  /** Returns where the lists of rows begin; null if each row has one, which has its index. */
  public abstract int[] lists();

  /** Returns which rows are null; null if none of them is. */
  public abstract boolean[] nullRows();

  /** Returns which lists of rows that have several are null; null if none of them is. */
  public abstract boolean[] nullLists();

  /** Returns which elements are null; null if none of them is. */
  public abstract boolean[] nullElements();

  /** Refuses a row of too many elements. */
  public static void requireFew(int elements, int more, int most) throws PageFault {
    if (elements > most - more) {
      throw new PageFault("a row of more than " + most + " elements");
    }
  }
}
