// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** The levels of rows that are lists of lists. A row, and its last list, may go on. */
public final class NestedLevels extends RowLevels {
  private static final int NEW_ROW = 0;
  private static final int NEW_LIST = 1;
  private static final int NEW_ELEMENT = 2;

  private final int listDefinition;

  private int[] lists = new int[1];
  private int listCount;

  /** Whether the last row has a list, so that another may follow. */
  private boolean rowIsOpen;

  /** Whether the last list has an element, so that another may follow. */
  private boolean listIsOpen;

  private final Flags nullLists = new Flags();

  /**
   * Prepares to read.
   *
   * @param maxDefinition the definition level of a value that is there
   * @param listDefinition that from which on a row has a list, null or not
   * @param elementDefinition that from which on a list has an element, null or not
   */
  public NestedLevels(int maxDefinition, int listDefinition, int elementDefinition) {
    super(maxDefinition, elementDefinition, MOST_OF_ROW);
    this.listDefinition = listDefinition;
  }

  @Override
  public void reset() {
    super.reset();
    listCount = 0;
    rowIsOpen = false;
    listIsOpen = false;
    nullLists.reset();
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
  void makeRoom(int count) {
    lists = roomy(lists, rows + count + 1);
    starts = roomy(starts, listCount + count + 1);
  }

  @Override
  void end() {
    lists[rows] = listCount;
    starts[listCount] = elements;
    nullLists.end(listCount);
  }

  /** Most of the elements go on with the list before. */
  @Override
  int plain(Page page, int count) throws PageFault {
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

  @Override
  int marked(Page page, int count) throws PageFault {
    readDefinitions(page, count);
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
  public int[] lists() {
    return lists;
  }

  @Override
  public boolean[] nullLists() {
    return nullLists.orNull();
  }
}
