// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Where lists begin and end, and what in them is null. A list may go on with the next levels. */
public final class ListLevels extends RowLevels {
  /** Whether the last row is a list that has elements, which alone may go on. */
  private boolean isOpen;

  /**
   * Prepares to read.
   *
   * @param maxDefinition the definition level of a value that is there
   * @param elementDefinition the level from which on there is an element
   */
  public ListLevels(int maxDefinition, int elementDefinition) {
    super(maxDefinition, elementDefinition, MOST_ELEMENTS);
  }

  @Override
  public void reset() {
    super.reset();
    isOpen = false;
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
    nullRows.forget(count);
    nullElements.forget(first);
    rows -= count;
    elements -= first;
  }

  @Override
  void makeRoom(int count) {
    starts = roomy(starts, rows + count + 1);
  }

  @Override
  void end() {
    starts[rows] = elements;
  }

  @Override
  int plain(Page page, int count) throws PageFault {
    int found = page.repetition.zeros(count, elements, starts, rows);
    requireBegin(found > 0 && starts[rows] == elements);
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

  @Override
  int marked(Page page, int count) throws PageFault {
    readDefinitions(page, count);
    readRepetitions(page, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      int definition = definitions[i];
      boolean isElement = definition >= elementDefinition;
      if (repetitions[i] == 0) {
        starts[rows] = elements;
        if (definition < elementDefinition - 1) {
          nullRows.mark(rows);
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
          nullElements.mark(elements);
        } else if (definition == maxDefinition) {
          present++;
        } else {
          throw new PageFault(
              "definition level " + definition + ", expected at most " + maxDefinition);
        }
        elements++;
      }
    }
    return present;
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
