// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Comparator;
import java.util.List;

/**
 * How many rows of each label were predicted as each class; cells without a row are left out.
 * Immutable.
 *
 * @param numClasses the number of classes
 * @param names their names in order; empty if they have none
 * @param cells the cells with rows, sorted by label and prediction whatever the order given
 */
public record ConfusionMatrix(int numClasses, List<String> names, List<Cell> cells) {
  /**
   * Sorts the cells and refuses one that is outside the matrix, empty or given twice, and another
   * number of names than of classes.
   */
  public ConfusionMatrix {
    names = List.copyOf(names);
    if (!names.isEmpty() && names.size() != numClasses) {
      throw new IllegalArgumentException(
          names.size() + " names in a confusion matrix of " + numClasses + " classes");
    }
    cells =
        cells.stream()
            .sorted(Comparator.comparingInt(Cell::label).thenComparingInt(Cell::prediction))
            .toList();
    Cell previous = null;
    for (Cell cell : cells) {
      boolean inside =
          cell.label >= 0
              && cell.label < numClasses
              && cell.prediction >= 0
              && cell.prediction < numClasses;
      if (!inside || cell.count <= 0) {
        throw new IllegalArgumentException(
            cell + " in a confusion matrix of " + numClasses + " classes");
      }
      if (previous != null
          && previous.label == cell.label
          && previous.prediction == cell.prediction) {
        throw new IllegalArgumentException(previous + " and " + cell + " are the same cell");
      }
      previous = cell;
    }
  }

  /**
   * Makes the matrix of classes without names.
   *
   * @param numClasses the number of classes
   * @param cells the cells with rows, in any order
   */
  public ConfusionMatrix(int numClasses, List<Cell> cells) {
    this(numClasses, List.of(), cells);
  }

  /**
   * Returns the name of a class.
   *
   * @param id the class id
   * @return its name, or null if the classes have none
   */
  public String name(int id) {
    return names.isEmpty() ? null : names.get(id);
  }

  /**
   * Returns a class in words.
   *
   * @param id the class id
   * @return the id, with the name beside it if it has one
   */
  public String text(int id) {
    return ClassText.of(Integer.toString(id), name(id));
  }

  /**
   * One cell.
   *
   * @param label the class id of the label
   * @param prediction the class id of the largest logit
   * @param count the rows, above 0
   */
  public record Cell(int label, int prediction, long count) {}
}
