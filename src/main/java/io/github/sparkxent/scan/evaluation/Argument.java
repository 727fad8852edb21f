// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.scan.parquet.DecodedColumn;

/**
 * Where the values of one of the evaluation's arguments are.
 *
 * @param column decoded rows; null if all rows have one value
 * @param constant that value, a String or a Double; may be null
 */
public record Argument(DecodedColumn column, Object constant) {
  /** Tells whether all rows have one value. */
  boolean isConstant() {
    return column == null;
  }
}
