// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** The levels of rows that are lists of lists. A row, and its last list, may go on. */
public final class NestedLevels extends RowLevels {
  private static final int NEW_ROW = 0;
  private static final int NEW_LIST = 1;
  private static final int NEW_ELEMENT = 2;

  private final int maxDefinition;
  private final int listDefinition;
  private final int elementDefinition;

  private int[] lists = new int[1];
  private int rows;
  private int[] starts = new int[1];
  private int listCount;
  private int elements;
  private int begun;

  /** Whether the last row has a list, so that another may follow. */
  private boolean rowIsOpen;

  /** Whether the last list has an element, so that another may follow. */
  private boolean listIsOpen;

  private final Flags nullRows = new Flags();
  private final Flags nullLists = new Flags();
  private final Flags nullElements = new Flags();
  private int[] repetitions = new int[0];
  private int[] definitions = new int[0];

  /**
   * Prepares to read.
   *
   * @param maxDefinition the definition level of a value that is there
   * @param listDefinition that from which on a row has a list, null or not
   * @param elementDefinition that from which on a list has an element, null or not
   */
  public NestedLevels(int maxDefinition, int listDefinition, int elementDefinition) {
    this.maxDefinition = maxDefinition;
    this.listDefinition = listDefinition;
    this.elementDefinition = elementDefinition;
  }

  @Override
  public void reset() {
    rows = 0;
    listCount = 0;
    elements = 0;
    rowIsOpen = false;
    listIsOpen = false;
    nullRows.reset();
    nullLists.reset();
    nullElements.reset();
  }

  @Override
  public int firstElement(int row) {
    return row < rows && lists[row] < listCount ? starts[lists[row]] : elements;
  }

  @Override
  public void forget(int count) {
    int firstList = count < rows ? lists[count] : listCount;
    int first = firstElement(count);
    for (int i = count; i <= rows; i++) {
      lists[i - count] = lists[i] - firstList;
    }
    for (int i = firstList; i <= listCount; i++) {
      starts[i - firstList] = starts[i] - first;
    }
    nullRows.forget(count);
    nullLists.forget(firstList);
    nullElements.forget(first);
    rows -= count;
    listCount -= firstList;
    elements -= first;
  }

  @Override
  public int read(Page page, int count) throws PageFault {
    requireFew(elements, count, MOST_OF_ROW);
    lists = roomy(lists, rows + count + 1);
    starts = roomy(starts, listCount + count + 1);
    int before = rows;
    int present =
        page.definition.takeIfAll(count, maxDefinition) ? plain(page, count) : marked(page, count);
    begun = rows - before;
    lists[rows] = listCount;
    starts[listCount] = elements;
    nullRows.end(rows);
    nullLists.end(listCount);
    nullElements.end(elements);
    return present;
  }

  private static int[] roomy(int[] array, int size) {
    return array.length < size ? Arrays.copyOf(array, size + (size >> 2)) : array;
  }

  /** Reads elements that are all there: most of them go on with the list before. */
  private int plain(Page page, int count) throws PageFault {
    int done = 0;
    while (done < count) {
      int some = page.repetition.takeEqual(count - done, NEW_ELEMENT);
      if (some > 0) {
        requireOpen(listIsOpen, "an element");
        elements += some;
        done += some;
      } else {
        some = Math.min(count - done, page.repetition.leftOfRun());
        readRepetitions(page, some);
        for (int i = 0; i < some; i++) {
          begin(repetitions[i], maxDefinition);
          elements++;
        }
        done += some;
      }
    }
    return count;
  }

  private void readRepetitions(Page page, int count) throws PageFault {
    if (repetitions.length < count) {
      repetitions = new int[count];
    }
    page.repetition.read(count, repetitions, 0);
  }

  private int marked(Page page, int count) throws PageFault {
    if (definitions.length < count) {
      definitions = new int[count];
    }
    page.definition.read(count, definitions, 0);
    readRepetitions(page, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      int definition = definitions[i];
      begin(repetitions[i], definition);
      if (definition > maxDefinition) {
        throw new PageFault(
            "definition level " + definition + ", expected at most " + maxDefinition);
      }
      if (definition >= elementDefinition) {
        if (definition < maxDefinition) {
          nullElements.mark(elements);
        } else {
          present++;
        }
        elements++;
      }
    }
    return present;
  }

  /** Begins a row and a list where the levels say so; else both go on. */
  private void begin(int repetition, int definition) throws PageFault {
    switch (repetition) {
      case NEW_ROW -> {
        if (definition < listDefinition - 1) {
          nullRows.mark(rows);
        }
        lists[rows++] = listCount;
        rowIsOpen = definition >= listDefinition;
        listIsOpen = false;
        if (rowIsOpen) {
          beginList(definition);
        }
      }
      case NEW_LIST -> {
        requireOpen(rowIsOpen, "a list");
        if (definition < listDefinition) {
          throw new PageFault("a row that goes on without a list");
        }
        beginList(definition);
      }
      case NEW_ELEMENT -> {
        requireOpen(listIsOpen, "an element");
        if (definition < elementDefinition) {
          throw new PageFault("a list that goes on without an element");
        }
      }
      default -> throw new PageFault("repetition level " + repetition + ", expected at most 2");
    }
  }

  private void beginList(int definition) {
    if (definition < elementDefinition - 1) {
      nullLists.mark(listCount);
    }
    starts[listCount++] = elements;
    listIsOpen = definition >= elementDefinition;
  }

  private void requireOpen(boolean open, String what) throws PageFault {
    if (!open) {
      throw new PageFault(
          what
              + (rows == 0
                  ? " of a row that has not begun"
                  : " of a row or list that is null or empty"));
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int begun() {
    return begun;
  }

  @Override
  public int elements() {
    return elements;
  }

  @Override
  public int[] starts() {
    return starts;
  }

  @Override
  public int[] lists() {
    return lists;
  }

  @Override
  public boolean[] nullRows() {
    return nullRows.orNull();
  }

  @Override
  public boolean[] nullLists() {
    return nullLists.orNull();
  }

  @Override
  public boolean[] nullElements() {
    return nullElements.orNull();
  }
}
