// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.gate.Gates;
import io.github.sparkxent.job.config.yaml.Suggestion;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.metric.name.MetricNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks, before any data is read, that the names in gates can exist. */
final class GateNames {
  private GateNames() {}

  /**
   * Refuses gates on metrics, slices, names of classes or a baseline that the evaluation does not
   * have.
   *
   * @throws IllegalArgumentException if there is one; the message has it and the names that exist
   */
  static void require(
      List<Gate> gates,
      MetricsConfig metrics,
      Collection<Slice> slices,
      List<String> classes,
      boolean hasBaseline,
      boolean hasBytes,
      boolean listsClasses) {
    List<String> sliceNames = slices.stream().map(Slice::name).toList();
    for (int i = 0; i < gates.size(); i++) {
      Gate gate = gates.get(i);
      String key = "gates[" + i + "].";
      if (gate.slice() != null) {
        require(key + "slice", gate.slice(), sliceNames, "expected slices to have it");
      }
      if (gate.label() != null && !gate.isClassId() && !classes.contains(gate.label())) {
        throw new IllegalArgumentException(
            key
                + "class is \""
                + gate.label()
                + "\", expected a class id, '*'"
                + (classes.isEmpty()
                    ? ", or classes to have it as a name"
                    : " or one of " + Gates.shown(classes))
                + Suggestion.of(gate.label(), classes));
      }
      if (gate.compare() != null) {
        requireCompared(key + "compare", gate, metrics, hasBaseline);
      } else {
        List<String> names =
            gate.label() == null
                ? names(metrics, gate, hasBytes && !isByPosition(gate, slices), listsClasses)
                : MetricNames.OF_CLASS;
        require(key + "metric", gate.metric(), names, "");
      }
    }
  }

  private static void requireCompared(
      String key, Gate gate, MetricsConfig metrics, boolean hasBaseline) {
    if (!hasBaseline) {
      throw new IllegalArgumentException(
          key
              + " is \""
              + gate.compare()
              + "\" without a baseline, expected baseline or columns.baseline_logits");
    }
    List<String> names = new ArrayList<>(MetricNames.COMPARED);
    metrics.topK().forEach(k -> names.add(MetricNames.topAccuracy(k)));
    require(key, gate.compare(), gate.label() == null ? names : MetricNames.COMPARED_OF_CLASS, "");
  }

  /** Returns a gate with the slice's own name, without secrets. */
  static Gate shown(Gate gate) {
    return new Gate(
        gate.split(),
        Secrets.mask(gate.slice()),
        gate.value(),
        gate.label(),
        gate.metric(),
        gate.max(),
        gate.min(),
        gate.compare(),
        gate.require(),
        gate.margin(),
        gate.failOn(),
        gate.trend(),
        gate.direction(),
        gate.runs(),
        gate.minRuns(),
        gate.minRows(),
        gate.inconclusive());
  }

  private static void require(String key, String found, List<String> known, String ifNone) {
    if (!known.contains(found)) {
      throw new IllegalArgumentException(
          key
              + " is \""
              + found
              + "\", "
              + (known.isEmpty() ? ifNone : "expected one of " + String.join(", ", known))
              + Suggestion.of(found, known));
    }
  }

  private static boolean isByPosition(Gate gate, Collection<Slice> slices) {
    return slices.stream()
        .anyMatch(slice -> slice.isByPosition() && slice.name().equals(gate.slice()));
  }

  /** Returns the metrics that an evaluation may have for what a gate is on. */
  private static List<String> names(
      MetricsConfig metrics, Gate gate, boolean hasBytes, boolean listsClasses) {
    List<String> names = new ArrayList<>(MetricNames.ORDER);
    if (!hasBytes) {
      names.removeAll(MetricNames.BY_BYTES);
    }
    if (listsClasses) {
      names.removeIf(name -> name.startsWith(MetricNames.BRIER_SCORE));
    } else {
      names.remove(MetricNames.UNLISTED_LABEL_COUNT);
    }
    if (metrics.auc() == null) {
      names.removeAll(MetricNames.OF_TWO_CLASSES);
    }
    if (metrics.calibrationBins() == 0) {
      names.removeAll(List.of(MetricNames.MEAN_CONFIDENCE, MetricNames.ECE));
    }
    if (metrics.perClassMaxClasses() == 0 || gate.slice() != null) {
      names.removeAll(MetricNames.OVER_CLASSES);
    }
    metrics.topK().forEach(k -> names.add(MetricNames.topAccuracy(k)));
    // Last what types alone tell: whether rows are sequences, which are clusters too.
    for (List<String> ofSequences : List.of(MetricNames.BY_CLUSTERS, MetricNames.OF_SEQUENCES)) {
      names.removeAll(ofSequences);
      names.addAll(ofSequences);
    }
    return names;
  }
}
