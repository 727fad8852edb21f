// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.ConfusionCell;
import java.util.Comparator;
import java.util.List;

/**
 * How many rows of each label were predicted as each class; cells without a row are left out.
 * Immutable.
 *
 * @param numClasses the number of classes
 * @param cells the cells with rows, in any order; they are sorted by label and prediction
 */
public record ConfusionMatrix(int numClasses, List<ConfusionCell> cells) {
  /** Sorts the cells and refuses one that is outside the matrix, empty or given twice. */
  public ConfusionMatrix {
    cells =
        cells.stream()
            .sorted(
                Comparator.comparingInt(ConfusionCell::label)
                    .thenComparingInt(ConfusionCell::prediction))
            .toList();
    ConfusionCell previous = null;
    for (ConfusionCell cell : cells) {
      boolean inside =
          Math.min(cell.label(), cell.prediction()) >= 0
              && Math.max(cell.label(), cell.prediction()) < numClasses;
      if (!inside || cell.count() <= 0) {
        throw new IllegalArgumentException(
            cell + " in a confusion matrix of " + numClasses + " classes");
      }
      if (previous != null
          && previous.label() == cell.label()
          && previous.prediction() == cell.prediction()) {
        throw new IllegalArgumentException(previous + " and " + cell + " are the same cell");
      }
      previous = cell;
    }
  }
}
