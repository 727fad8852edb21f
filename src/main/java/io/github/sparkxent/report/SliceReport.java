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

import java.util.Objects;
import java.util.Set;

/**
 * The result of one value of a slice within a split. Immutable.
 *
 * @param slice the name of the slice
 * @param value the value; null for the rows of which the slice's expression is null
 * @param rows what became of every row of the split that has this value
 * @param metrics the metrics of the evaluated ones; {@code row_count} alone if these are too few
 */
public record SliceReport(String slice, String value, RowAccounting rows, MetricValues metrics) {
  /** Refuses nulls but for the value. */
  public SliceReport {
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(metrics, "metrics");
  }

  /**
   * Tells whether there are too few evaluated rows for metrics.
   *
   * @return true if there is at most a row count
   */
  public boolean hasTooFewRows() {
    return Set.of(MetricNames.ROW_COUNT).containsAll(metrics.names());
  }
}
