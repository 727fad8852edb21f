// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** Where the lists of rows begin and end, and what in them is null. */
public abstract sealed class RowLevels permits ListLevels, NestedLevels {
  /** A longer list is taken for damage. */
  static final int MOST_ELEMENTS = 1 << 25;

  /** More elements of a row that is a list of lists, or packed, are not held at once. */
  public static final int MOST_OF_ROW = 1 << 26;

  /** The definition level of a value that is there. */
  final int maxDefinition;

  /** The definition level from which on there is an element, null or not. */
  final int elementDefinition;

  private final int mostElements;

  int rows;
  int elements;
  int[] starts = new int[1];
  final Flags nullRows = new Flags();
  final Flags nullElements = new Flags();

  /** The levels of values of which some are not there, or not of the same list. */
  int[] definitions = new int[0];

  int[] repetitions = new int[0];

  private int begun;

  RowLevels(int maxDefinition, int elementDefinition, int mostElements) {
    this.maxDefinition = maxDefinition;
    this.elementDefinition = elementDefinition;
    this.mostElements = mostElements;
  }

  /** Forgets all rows. */
  public void reset() {
    rows = 0;
    elements = 0;
    nullRows.reset();
    nullElements.reset();
  }

  /** Forgets the first rows; what the others have moves to the front. */
  public abstract void forget(int count);

  /** Returns the index of the first element of a row, or behind the last element. */
  public abstract int firstElement(int row);

  /**
   * Reads the levels of some values.
   *
   * @return how many elements have a value
   */
  public final int read(Page page, int count) throws PageFault {
    requireFew(elements, count, mostElements);
    makeRoom(count);
    int before = rows;
    int present =
        page.definition.takeIfAll(count, maxDefinition) ? plain(page, count) : marked(page, count);
    begun = rows - before;
    end();
    nullRows.end(rows);
    nullElements.end(elements);
    return present;
  }

  /** Makes room for so many rows and lists more. */
  abstract void makeRoom(int count);

  /** Reads elements that are all there. */
  abstract int plain(Page page, int count) throws PageFault;

  /** Reads elements, some of which may not be there; returns how many have a value. */
  abstract int marked(Page page, int count) throws PageFault;

  /** Ends the lists that were read. */
  abstract void end();

  static int[] roomy(int[] array, int size) {
    return array.length < size ? Arrays.copyOf(array, size + (size >> 2)) : array;
  }

  final void readDefinitions(Page page, int count) throws PageFault {
    if (definitions.length < count) {
      definitions = new int[count];
    }
    page.definition.read(count, definitions, 0);
  }

  final void readRepetitions(Page page, int count) throws PageFault {
    if (repetitions.length < count) {
      repetitions = new int[count];
    }
    page.repetition.read(count, repetitions, 0);
  }

  /** Returns how many rows there are; the last one may not be whole. */
  public final int rows() {
    return rows;
  }

  /** Returns how many rows began with the levels that were read last. */
  public final int begun() {
    return begun;
  }

  /** Returns how many elements all rows have. */
  public final int elements() {
    return elements;
  }

  /** Returns where the elements of lists begin, and behind them where the last one ends. */
  public final int[] starts() {
    return starts;
  }

  /** Returns where the lists of rows begin; null if each row has one, which has its index. */
  public abstract int[] lists();

  /** Returns which rows are null; null if none of them is. */
  public final boolean[] nullRows() {
    return nullRows.orNull();
  }

  /** Returns which lists of rows that have several are null; null if none of them is. */
  public abstract boolean[] nullLists();

  /** Returns which elements are null; null if none of them is. */
  public final boolean[] nullElements() {
    return nullElements.orNull();
  }

  /** Refuses a row of too many elements. */
  public static void requireFew(int elements, int more, int most) throws PageFault {
    if (elements > most - more) {
      throw new PageFault("a row of more than " + most + " elements");
    }
  }
}
