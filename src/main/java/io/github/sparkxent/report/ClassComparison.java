// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The comparison over the rows of one label. Immutable.
 *
 * @param label the class id
 * @param count how many rows are compared
 * @param metrics {@code loss_mean} and {@code recall}
 */
public record ClassComparison(
    @JsonProperty("class") int label, long count, List<MetricDifference> metrics) {
  /** Copies. */
  public ClassComparison {
    metrics = List.copyOf(metrics);
  }
}
