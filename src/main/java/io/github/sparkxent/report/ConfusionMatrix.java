/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.report;

import java.util.Comparator;
import java.util.List;

/**
 * How many rows of each label were predicted as each class; cells without a row are left out.
 * Immutable.
 *
 * @param numClasses the number of classes
 * @param cells the cells with rows, sorted by label and prediction whatever the order given
 */
public record ConfusionMatrix(int numClasses, List<Cell> cells) {
  /** Sorts the cells and refuses one that is outside the matrix, empty or given twice. */
  public ConfusionMatrix {
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
   * One cell.
   *
   * @param label the class id of the label
   * @param prediction the class id of the largest logit
   * @param count the rows, above 0
   */
  public record Cell(int label, int prediction, long count) {}
}
