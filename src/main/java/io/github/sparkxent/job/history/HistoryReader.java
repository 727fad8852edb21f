// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.gate.TrendBand;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.history.HistoryBands.Figure;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.history.HistoryPoint;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.history.HistoryRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the published runs of an evaluation for a person, without Spark. */
public final class HistoryReader {
  /** The metrics that are shown unless others are named, with those that gates are on. */
  private static final List<String> USUAL =
      List.of(
          MetricNames.LOSS_MEAN, MetricNames.ACCURACY, MetricNames.BRIER_SCORE, MetricNames.ECE);

  private final Collection<String> asked;
  private final Set<String> there = new LinkedHashSet<>();
  private final Set<String> gated = new LinkedHashSet<>(USUAL);
  private final HistoryBands bands = new HistoryBands();
  private final List<Found> runs = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private SortedMap<String, String> before;

  /** A run without bands, and what these need. */
  private record Found(
      HistoryRun run,
      Map<Figure, Double> errors,
      SortedMap<String, String> keys,
      Map<String, Object> configuration) {}

  private HistoryReader(Collection<String> asked) {
    this.asked = asked;
  }

  /**
   * Reads a history.
   *
   * @param hadoop where to find the file system
   * @param evaluation the directory of the evaluation
   * @param metrics the metrics; empty for the usual ones and those that gates are on
   * @throws EvaluationException of kind configuration if there is no such directory, or no run has
   *     a metric
   */
  public static HistoryReport read(
      Configuration hadoop, String evaluation, Collection<String> metrics) {
    try (RunHistory history = RunHistory.open(hadoop, path(evaluation))) {
      return new HistoryReader(metrics).read(history);
    } catch (FileNotFoundException e) {
      throw missing(evaluation, e);
    } catch (IOException e) {
      throw EvaluationException.environment(
          Secrets.maskPath(evaluation) + " cannot be read: " + ReadFailure.oneLine(e), e);
    }
  }

  static Path path(String evaluation) {
    try {
      return new Path(evaluation);
    } catch (IllegalArgumentException e) {
      throw missing(evaluation, e);
    }
  }

  static EvaluationException missing(String evaluation, Exception cause) {
    return EvaluationException.configuration(
        "%s does not exist, expected the directory of an evaluation, <directory>/<name>"
            .formatted(Secrets.maskPath(evaluation)),
        cause);
  }

  private HistoryReport read(RunHistory history) throws IOException {
    for (RunStatus status : history.runs()) {
      try {
        PastRun run = history.read(status);
        if (run != null) {
          add(run);
        }
      } catch (EvaluationException e) {
        warnings.add(e.getMessage());
      }
    }
    for (String metric : asked) {
      if (!runs.isEmpty() && !there.contains(metric)) {
        throw EvaluationException.configuration(
            "no run has the metric \"%s\", expected one of %s"
                .formatted(metric, String.join(", ", there)));
      }
    }
    List<String> shown =
        asked.isEmpty() ? there.stream().filter(gated::contains).toList() : List.copyOf(asked);
    List<HistoryRun> cut = runs.stream().map(found -> withBands(found, shown)).toList();
    return new HistoryReport(history.archive().name(), shown, cut, warnings);
  }

  private void add(PastRun past) {
    EvaluationReport report = past.report();
    Map<String, Object> configuration = report.run().configuration();
    List<HistoryPoint> points = new ArrayList<>();
    Map<Figure, Double> errors = new HashMap<>();
    for (SplitReport split : report.splits()) {
      for (String metric : split.split() == null ? List.<String>of() : names(split.metrics())) {
        points.add(point(report, split, metric));
        Double error = real(split.metrics(), MetricNames.stderrOf(metric));
        if (error != null && Double.isFinite(error)) {
          errors.put(new Figure(split.split(), metric), error);
        }
      }
    }
    SortedMap<String, String> all = ConfigurationChanges.keys(report.run());
    HistoryRun run =
        new HistoryRun(
            report.run().id(),
            report.run().started(),
            report.gates().isEmpty() ? "not judged" : report.passed() ? "passed" : "failed",
            past.isAccepted(),
            past.overruling() == null ? null : past.overruling().decision().word(),
            past.overruling() == null ? null : past.overruling().because(),
            report.gates().stream()
                .filter(gate -> !gate.passed())
                .map(gate -> gate.subject() + ": " + gate.reason())
                .toList(),
            before == null ? List.of() : ConfigurationChanges.between(before, all),
            points);
    runs.add(new Found(run, errors, FigureKeys.of(configuration), configuration));
    before = all;
  }

  private List<String> names(MetricValues metrics) {
    Set<String> names = new LinkedHashSet<>(MetricNames.ORDER);
    names.addAll(metrics.names());
    names.removeIf(name -> !metrics.contains(name));
    there.addAll(names);
    return List.copyOf(names);
  }

  private HistoryPoint point(EvaluationReport report, SplitReport split, String metric) {
    boolean passed = true;
    for (Verdict gate : report.gates()) {
      if (gate.part().isWhole()
          && gate.metric().equals(metric)
          && split.split().equals(gate.split())) {
        passed &= gate.passed();
        gated.add(metric);
      }
    }
    return new HistoryPoint(
        split.split(),
        metric,
        real(split.metrics(), metric),
        real(split.metrics(), metric + "_ci95_low"),
        real(split.metrics(), metric + "_ci95_high"),
        null,
        null,
        null,
        passed);
  }

  /** Returns the run with some metrics and their bands; the runs before it have had theirs. */
  private HistoryRun withBands(Found found, List<String> metrics) {
    HistoryRun run = found.run;
    List<HistoryPoint> points = new ArrayList<>();
    Map<Figure, Double> values = new HashMap<>();
    for (HistoryPoint point : run.points()) {
      if (metrics.contains(point.metric())) {
        Figure figure = new Figure(point.split(), point.metric());
        double error = found.errors.getOrDefault(figure, 0.0);
        points.add(with(point, bands.band(found.keys, found.configuration, figure, error)));
        if (point.value() != null && Double.isFinite(point.value())) {
          values.put(figure, point.value());
        }
      }
    }
    if (run.accepted()) {
      bands.accept(found.keys, values);
    }
    return new HistoryRun(
        run.id(),
        run.started(),
        run.verdict(),
        run.accepted(),
        run.overruled(),
        run.because(),
        run.failures(),
        run.changed(),
        points);
  }

  private static HistoryPoint with(HistoryPoint point, TrendBand band) {
    return band == null
        ? point
        : new HistoryPoint(
            point.split(),
            point.metric(),
            point.value(),
            point.low(),
            point.high(),
            band.low(),
            band.median(),
            band.high(),
            point.passed());
  }

  private static Double real(MetricValues metrics, String name) {
    Number value = metrics.contains(name) ? metrics.value(name) : null;
    return value == null ? null : (Double) value.doubleValue();
  }
}
