// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.history;

import java.util.List;
import java.util.TreeSet;

/**
 * The published runs of an evaluation.
 *
 * @param name the name of the evaluation
 * @param metrics the metrics that are shown, in order
 * @param runs the runs, by their start
 * @param warnings which runs could not be read
 */
public record HistoryReport(
    String name, List<String> metrics, List<HistoryRun> runs, List<String> warnings) {
  /** Copies. */
  public HistoryReport {
    metrics = List.copyOf(metrics);
    runs = List.copyOf(runs);
    warnings = List.copyOf(warnings);
  }

  /**
   * Returns the splits.
   *
   * @return the names of the splits that any run has, sorted
   */
  public List<String> splits() {
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> run.points().forEach(point -> names.add(point.split())));
    return List.copyOf(names);
  }
}
