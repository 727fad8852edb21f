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
package io.github.sparkxent.metric;

import java.util.List;
import java.util.SortedMap;

/**
 * The figures of one split.
 *
 * @param split the split's name, or null for the rows that have none
 * @param read rows read
 * @param evaluated rows with a loss
 * @param ignored rows left out on purpose
 * @param invalid rows that should not be in the data, by reason, without zeros
 * @param metrics the metrics over the evaluated rows
 * @param slices the figures of each value of each slice, in the order of the slices, then by value,
 *     null last; a slice of many values has the first ones only
 */
public record SplitSummary(
    String split,
    long read,
    long evaluated,
    long ignored,
    SortedMap<RowStatus, Long> invalid,
    MetricSummary metrics,
    List<SliceSummary> slices) {
  /** Keeps a copy of the list. */
  public SplitSummary {
    slices = List.copyOf(slices);
  }

  /**
   * Returns the number of invalid rows.
   *
   * @return the sum over all reasons
   */
  public long invalidTotal() {
    return read - evaluated - ignored;
  }
}
