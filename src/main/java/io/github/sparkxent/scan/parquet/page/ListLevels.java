// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** Where lists begin and end, and what in them is null. A list may go on with the next levels. */
public final class ListLevels extends RowLevels {
  private final int maxDefinition;
  private final int elementDefinition;

  private int[] starts = new int[1];
  private int rows;
  private int elements;

  /** Whether the last row is a list that has elements, which alone may go on. */
  private boolean isOpen;

  private boolean[] rowFlags = new boolean[1];
  private boolean hasNullRows;
  private boolean[] elementFlags = new boolean[0];
  private boolean hasNullElements;

  private int[] repetitions = new int[0];
  private int[] definitions = new int[0];
  private int begun;

  /**
   * Prepares to read.
   *
   * @param maxDefinition the definition level of a value that is there
   * @param elementDefinition the level from which on there is an element
   */
  public ListLevels(int maxDefinition, int elementDefinition) {
    this.maxDefinition = maxDefinition;
    this.elementDefinition = elementDefinition;
  }

  @Override
  public void reset() {
    rows = 0;
    elements = 0;
    isOpen = false;
    hasNullRows = false;
    hasNullElements = false;
  }

  @Override
  public int firstElement(int row) {
    return row < rows ? starts[row] : elements;
  }

  @Override
  public void forget(int count) {
    int first = count < rows ? starts[count] : elements;
    for (int i = count; i <= rows && count < rows; i++) {
      starts[i - count] = starts[i] - first;
    }
    if (hasNullRows) {
      System.arraycopy(rowFlags, count, rowFlags, 0, rows - count);
      hasNullRows = isAnySet(rowFlags, rows - count);
    }
    if (hasNullElements) {
      System.arraycopy(elementFlags, first, elementFlags, 0, elements - first);
      hasNullElements = isAnySet(elementFlags, elements - first);
    }
    rows -= count;
    elements -= first;
  }

  private static boolean isAnySet(boolean[] flags, int count) {
    for (int i = 0; i < count; i++) {
      if (flags[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int read(Page page, int count) throws PageFault {
    requireFew(elements, count, MOST_ELEMENTS);
    if (starts.length < rows + count + 1) {
      starts = Arrays.copyOf(starts, rows + count + 1);
    }
    int before = rows;
    boolean full = page.definition.takeIfAll(count, maxDefinition);
    int present = full ? plain(page, count) : marked(page, count);
    begun = rows - before;
    starts[rows] = elements;
    return present;
  }

  private int plain(Page page, int count) throws PageFault {
    int found = page.repetition.zeros(count, elements, starts, rows);
    requireBegin(found > 0 && starts[rows] == elements);
    if (hasNullRows) {
      fillRows(rows, rows + found);
    }
    if (hasNullElements) {
      roomForElements(count);
      Arrays.fill(elementFlags, elements, elements + count, false);
    }
    rows += found;
    elements += count;
    isOpen = true;
    return count;
  }

  private void requireBegin(boolean begins) throws PageFault {
    if (!begins && !isOpen) {
      throw new PageFault(
          rows == 0
              ? "an element of a row that has not begun"
              : "an element of a row that is null or empty");
    }
  }

  private void fillRows(int from, int to) {
    if (rowFlags.length < to) {
      rowFlags = Arrays.copyOf(rowFlags, to);
    }
    Arrays.fill(rowFlags, from, to, false);
  }

  private void roomForElements(int count) {
    if (elementFlags.length < elements + count) {
      elementFlags = Arrays.copyOf(elementFlags, elements + count + (elements >> 1));
    }
  }

  private int marked(Page page, int count) throws PageFault {
    if (definitions.length < count) {
      definitions = new int[count];
      repetitions = new int[count];
    }
    page.definition.read(count, definitions, 0);
    page.repetition.read(count, repetitions, 0);
    if (!hasNullRows) {
      fillRows(0, rows);
    }
    fillRows(rows, rows + count);
    int oldElements = elements;
    roomForElements(count);
    Arrays.fill(elementFlags, hasNullElements ? elements : 0, elements + count, false);
    int present = 0;
    for (int i = 0; i < count; i++) {
      int definition = definitions[i];
      boolean isElement = definition >= elementDefinition;
      if (repetitions[i] == 0) {
        starts[rows] = elements;
        if (definition < elementDefinition - 1) {
          rowFlags[rows] = true;
          hasNullRows = true;
        }
        rows++;
        isOpen = isElement;
      } else {
        requireBegin(!isElement);
        if (!isElement) {
          throw new PageFault("a row that goes on without an element");
        }
      }
      if (isElement) {
        if (definition < maxDefinition) {
          elementFlags[elements] = true;
        } else if (definition == maxDefinition) {
          present++;
        } else {
          throw new PageFault(
              "definition level " + definition + ", expected at most " + maxDefinition);
        }
        elements++;
      }
    }
    hasNullElements |= present < elements - oldElements;
    return present;
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
  public boolean[] nullRows() {
    return hasNullRows ? rowFlags : null;
  }

  @Override
  public boolean[] nullElements() {
    return hasNullElements ? elementFlags : null;
  }

  /** Each row has one list. */
  @Override
  public int[] lists() {
    return null;
  }

  /** A null list is a null row. */
  @Override
  public boolean[] nullLists() {
    return null;
  }
}
