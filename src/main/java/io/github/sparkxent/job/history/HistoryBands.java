// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.gate.TrendBand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** The bands that each run is held against, run by run. */
final class HistoryBands {
  private static final double TREND = 4;

  /**
   * A metric of a split.
   *
   * @param split the split
   * @param metric the metric
   */
  record Figure(String split, String metric) {}

  /** The accepted runs so far by the keys that decide their figures, each with its values. */
  private final Map<SortedMap<String, String>, List<Map<Figure, Double>>> accepted =
      new HashMap<>();

  /**
   * Returns the band for a run, as its own gate has it, else of the usual width.
   *
   * @return the band; null if there are too few earlier runs
   */
  TrendBand band(
      SortedMap<String, String> keys, Map<String, Object> configuration, Figure of, double stderr) {
    Map<?, ?> gate = gate(configuration, of);
    int runs = number(gate, "runs", Gate.USUAL_RUNS).intValue();
    List<Map<Figure, Double>> all = accepted.getOrDefault(keys, List.of());
    List<Double> values =
        all.subList(Math.max(0, all.size() - runs), all.size()).stream()
            .map(run -> run.get(of))
            .filter(Objects::nonNull)
            .toList();
    return values.size() < number(gate, "min_runs", Gate.USUAL_MIN_RUNS).intValue()
        ? null
        : TrendBand.of(values, number(gate, "trend", TREND).doubleValue(), stderr);
  }

  /** Adds a run that later ones are held against. */
  void accept(SortedMap<String, String> keys, Map<Figure, Double> values) {
    accepted.computeIfAbsent(keys, key -> new ArrayList<>()).add(values);
  }

  /** Returns the first gate on the trend of a metric of a whole split; an empty one for none. */
  private static Map<?, ?> gate(Map<String, Object> configuration, Figure of) {
    if (configuration.get("gates") instanceof List<?> gates) {
      for (Object one : gates) {
        if (one instanceof Map<?, ?> gate
            && gate.get("trend") != null
            && of.metric.equals(gate.get("metric"))
            && (gate.get("split") == null || of.split.equals(gate.get("split")))
            && gate.get("slice") == null
            && gate.get("class") == null) {
          return gate;
        }
      }
    }
    return Map.of();
  }

  private static Number number(Map<?, ?> gate, String key, Number usual) {
    return gate.get(key) instanceof Number number ? number : usual;
  }
}
