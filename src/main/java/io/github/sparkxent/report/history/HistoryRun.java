// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.history;

import java.time.Instant;
import java.util.List;

/**
 * One published run.
 *
 * @param id its id
 * @param started when it began
 * @param verdict {@code passed}, {@code failed} or, without gates, {@code not judged}
 * @param accepted whether later runs are held against it
 * @param overruled {@code accept} or {@code reject} where a person said so; null else
 * @param because why that was said, or null
 * @param failures why its gates failed
 * @param changed what differs from the run before
 * @param points the metrics
 */
public record HistoryRun(
    String id,
    Instant started,
    String verdict,
    boolean accepted,
    String overruled,
    String because,
    List<String> failures,
    List<ChangedKey> changed,
    List<HistoryPoint> points) {
  /** Copies. */
  public HistoryRun {
    failures = List.copyOf(failures);
    changed = List.copyOf(changed);
    points = List.copyOf(points);
  }

  /**
   * Tells whether it is held against other runs than the run before.
   *
   * @return true if a key changed that decides figures
   */
  public boolean isAnew() {
    return changed.stream().anyMatch(ChangedKey::decides);
  }

  /**
   * Returns a metric.
   *
   * @param split the name of the split
   * @param metric the name of the metric
   * @return the point; null if it has none
   */
  public HistoryPoint point(String split, String metric) {
    for (HistoryPoint point : points) {
      if (point.split().equals(split) && point.metric().equals(metric)) {
        return point;
      }
    }
    return null;
  }
}
