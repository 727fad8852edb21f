// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the accepted earlier runs of an evaluation found, as far as gates on trends ask for it.
 *
 * @param figures the figures of each run, the last run first
 * @param leftOut how many runs were looked at and left out, since their configuration gives other
 *     figures
 */
public record EarlierRuns(List<Figures> figures, int leftOut) {
  private static final EarlierRuns NONE = new EarlierRuns(List.of(), 0);

  /** Copies. */
  public EarlierRuns {
    figures = List.copyOf(figures);
  }

  /**
   * What is known of no runs.
   *
   * @return no figures
   */
  public static EarlierRuns none() {
    return NONE;
  }

  /** Returns the finite values that the last runs found. */
  List<Double> values(int runs, String split, SplitPart part, String metric) {
    List<Double> values = new ArrayList<>();
    for (Figures one : figures.subList(0, Math.min(runs, figures.size()))) {
      Double value = one.values.get(new Figure(split, part, metric));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private record Figure(String split, SplitPart part, String metric) {}

  /** The figures of one run that gates on trends ask for. */
  public static final class Figures {
    private final Map<Figure, Double> values;

    private Figures(Map<Figure, Double> values) {
      this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Takes the figures out of a report.
     *
     * @param gates the gates
     * @param splits the splits of the report of an earlier run
     * @param classNames the names of its classes by class id
     * @return those finite values that gates on trends ask for, but for lower bounds of a metric
     */
    public static Figures of(
        List<Gate> gates, List<SplitReport> splits, Map<Integer, String> classNames) {
      Map<Figure, Double> values = new HashMap<>();
      for (Gate gate : gates) {
        if (gate.trend() == null) {
          continue;
        }
        for (JudgedPart part : GateParts.of(gate, splits, classNames)) {
          Number value = part.metrics() == null ? null : part.metrics().value(gate.metric());
          if (value != null
              && Double.isFinite(value.doubleValue())
              && !part.isLowerBound(gate.metric())) {
            values.put(new Figure(part.split(), part.part(), gate.metric()), value.doubleValue());
          }
        }
      }
      return new Figures(values);
    }
  }
}
