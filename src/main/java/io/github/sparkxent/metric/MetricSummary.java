// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;
import java.util.stream.Stream;

/**
 * All metrics over the evaluated rows of one split.
 *
 * @param parts a record for each metric that there is: the components that are numbers are its
 *     figures, by the name of the metric
 */
public record MetricSummary(List<Record> parts) {
  /** Keeps a copy. */
  public MetricSummary {
    parts = List.copyOf(parts);
  }

  /**
   * Returns these figures and those of another kind.
   *
   * @param more the record
   * @return all figures
   */
  public MetricSummary with(Record more) {
    return new MetricSummary(Stream.concat(parts.stream(), Stream.of(more)).toList());
  }

  /**
   * Returns the figures of one kind.
   *
   * @param <T> the type of the record
   * @param type the class of the record
   * @return the record, or null if the metric is left out
   */
  public <T extends Record> T part(Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /**
   * Returns these figures with a part in the place of the one of its kind.
   *
   * @param part the part
   * @return the figures
   */
  public MetricSummary replaced(Record part) {
    return new MetricSummary(
        parts.stream().map(one -> one.getClass() == part.getClass() ? part : one).toList());
  }

  /**
   * Returns the statistics of the loss, which are never left out.
   *
   * @return the figures
   */
  public LossSummary loss() {
    return part(LossSummary.class);
  }
}
