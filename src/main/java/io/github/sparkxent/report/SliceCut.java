// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * The cut of a slice that has more values in a split than the limit.
 *
 * @param slice the name of the slice
 * @param values how many values are reported, null not counted: the first in order
 * @param rows the rows of the split that have another value, by outcome
 */
public record SliceCut(String slice, int values, RowAccounting rows) {
  /** Refuses nulls. */
  public SliceCut {
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(rows, "rows");
  }
}
