// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static io.github.sparkxent.metric.name.MetricNames.LOSS_MEAN;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.HistogramBin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Reports of candidates beside baselines, made up and the same each time. */
public final class SampleComparisons {
  private static final double QUANTILE = 1.96;
  private static final double ONE_SIDED = 1.645;

  private SampleComparisons() {}

  /**
   * One split with all details, compared on all rows but two; a slice of so many values; two gates
   * of margins, one on the split and one on the first value.
   */
  public static EvaluationReport compared(int values) {
    return compared(values, 10, "value");
  }

  /** The same with so many classes, and with a name of slice, values and rows. */
  public static EvaluationReport compared(int values, int numClasses, String name) {
    SplittableRandom random = new SplittableRandom(values);
    List<SliceReport> slices = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      long rows = 5 + random.nextInt(300);
      double error = 0.4 / Math.sqrt(rows);
      double difference = -0.05 + 0.3 * (random.nextDouble() - 0.5) + error * random.nextDouble();
      ComparisonReport comparison =
          new ComparisonReport(
              rows,
              new TreeMap<>(),
              0,
              null,
              0.95,
              List.of(metric(LOSS_MEAN, 0.3, difference, error, rows)),
              null,
              0.9,
              null,
              null);
      SliceReport plain = SampleReports.value(name, name + i, rows, 0.3 + difference);
      slices.add(new SliceReport(name, plain.value(), plain.rows(), plain.metrics(), comparison));
    }
    SplitDetails details = SampleDetails.of(numClasses);
    SplitReport test =
        new SplitReport(
            "test",
            SampleReports.rows(2000, 2000, 0, Map.of()),
            SampleReports.losses(2000, 0.195878, 0.0205),
            details,
            slices,
            null,
            comparison(numClasses, name));
    SplitReport train =
        new SplitReport(
            "train",
            SampleReports.rows(6000, 6000, 0, Map.of()),
            SampleReports.losses(6000, 0.01665, 0.0006),
            null,
            null,
            null,
            new ComparisonReport(
                6000,
                new TreeMap<>(),
                3,
                null,
                0.95,
                List.of(
                    new MetricDifference(
                        LOSS_MEAN,
                        Double.POSITIVE_INFINITY,
                        0.01665,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        5000,
                        1000,
                        0),
                    metric("accuracy", 0.93, 0.0698, 0.0033, 6000)),
                1e-80,
                0.93,
                null,
                null));
    List<Verdict> gates = new ArrayList<>();
    gates.add(verdict(SplitPart.whole(), "not_worse", 0.02, Verdict.Outcome.PASS));
    if (values > 0) {
      gates.add(verdict(SplitPart.value(name, name + 0), "same", 0.05, Verdict.Outcome.FAIL));
    }
    return new EvaluationReport(SampleReports.run("candidate"), List.of(test, train), gates);
  }

  /** A comparison of two thousand rows with every part. */
  public static ComparisonReport comparison(int numClasses, String name) {
    List<ClassComparison> classes = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(numClasses);
    for (int label = 0; label < numClasses; label++) {
      double difference = -0.107 + 0.2 * (random.nextDouble() - 0.5);
      classes.add(
          new ClassComparison(
              label,
              200,
              List.of(
                  metric(LOSS_MEAN, 0.3, difference, 0.035, 200),
                  metric("recall", 0.9, -difference / 4, 0.01, 200))));
    }
    List<ChangedRow> better =
        List.of(
            new ChangedRow(name + "-00412", 5, 3, 5, 11.203871, 0.0021),
            new ChangedRow(name + "-07310", 9, 4, 4, 9.7712, 3.5));
    List<ChangedRow> worse =
        List.of(new ChangedRow(name + "-00007", 7, 7, 0, 0.25, Double.POSITIVE_INFINITY));
    return new ComparisonReport(
        2000,
        new TreeMap<>(Map.of("null_logits", 2L)),
        0,
        903L,
        0.95,
        List.of(
            metric(LOSS_MEAN, 0.303163, -0.107285, 0.011162, 2000),
            metric("accuracy", 0.922, 0.026, 0.0042, 2000),
            metric("top_5_accuracy", 0.995, 0, 0, 2000),
            metric("brier_score", 0.1207, -0.0382, 0.0041, 2000)),
        2.68906865759e-10,
        0.9585,
        0.182323762385,
        new ComparisonDetails(
            classes, better, worse, calibration(), histogram(SampleDetails.of(2).lossHistogram())));
  }

  private static List<CalibrationBin> calibration() {
    return SampleDetails.calibration().stream()
        .map(
            bin ->
                bin.count() == 0
                    ? bin
                    : new CalibrationBin(
                        bin.low(),
                        bin.high(),
                        bin.count() / 2 + 200,
                        bin.count() / 2 + 200,
                        bin.confidence(),
                        bin.accuracy() * 0.9))
        .toList();
  }

  /** Joins the lowest losses of a histogram, then each two bins, and moves the counts up. */
  private static LossHistogram histogram(LossHistogram other) {
    List<HistogramBin> from = other.bins();
    List<HistogramBin> bins = new ArrayList<>();
    bins.add(new HistogramBin(0, from.get(12).low(), 300));
    for (int i = 12; i + 1 < from.size(); i += 2) {
      long count = from.get(i - 4).count() + from.get(i - 3).count();
      bins.add(new HistogramBin(from.get(i).low(), from.get(i + 1).high(), count));
    }
    return new LossHistogram(1, bins);
  }

  private static MetricDifference metric(
      String name, double baseline, double difference, double error, long rows) {
    double p = Math.min(1, Math.exp(-difference * difference / (2 * error * error)));
    long better = Math.round(rows * (0.5 - difference));
    return new MetricDifference(
        name,
        baseline,
        baseline + difference,
        difference,
        error,
        difference - QUANTILE * error,
        difference + QUANTILE * error,
        difference - ONE_SIDED * error,
        difference + ONE_SIDED * error,
        error == 0 ? 1 : p,
        better,
        rows - better,
        0);
  }

  private static Verdict verdict(
      SplitPart part, String rule, double margin, Verdict.Outcome outcome) {
    String reason = "judged";
    boolean passed = outcome == Verdict.Outcome.PASS;
    return new Verdict("test", part, LOSS_MEAN, rule, margin, -0.1, outcome, passed, reason);
  }
}
