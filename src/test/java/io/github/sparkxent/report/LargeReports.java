// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A report as large as they come: 30 splits, 1,000 classes, 1,000 gates, 900 values of slices. */
public final class LargeReports {
  public static final int SPLITS = 30;
  public static final int GATES = 1000;
  private static final int CLASSES = 1000;
  private static final int SLICES = 3;
  private static final int VALUES = 10;
  private static final int EVERY_FAILED = 83;

  private LargeReports() {}

  /** The report, the same each time; some gates failed, some are inconclusive. */
  public static EvaluationReport large() {
    SplittableRandom random = new SplittableRandom(7);
    List<SplitReport> splits = new ArrayList<>();
    for (int i = 0; i < SPLITS; i++) {
      List<SliceReport> values = new ArrayList<>();
      for (int slice = 0; slice < SLICES; slice++) {
        for (int value = 0; value < VALUES; value++) {
          String name = List.of("country", "device", "age").get(slice);
          double mean = 0.9 + 0.05 * random.nextDouble() + (value == 3 ? 0.4 : 0);
          values.add(SampleReports.value(name, "value " + value, 20 + 40L * value, mean));
        }
      }
      splits.add(
          new SplitReport(
              "market-" + (i < 10 ? "0" : "") + i,
              SampleReports.rows(50_000, 49_990, 7, Map.of("nan_logit", 3L)),
              metrics(i),
              SampleDetails.of(CLASSES),
              values,
              null));
    }
    return new EvaluationReport(SampleReports.run("thirty-markets"), splits, gates(splits));
  }

  private static MetricValues metrics(int i) {
    long rows = 49_990;
    double mean = 0.9 + 0.01 * i;
    double error = 0.004 + 0.0003 * i;
    return MetricValues.builder()
        .put(MetricNames.ROW_COUNT, rows)
        .put("weight_sum", (double) rows)
        .put(MetricNames.LOSS_SUM, mean * rows)
        .put(MetricNames.LOSS_MEAN, mean)
        .put(MetricNames.LOSS_STDERR, error)
        .put(MetricNames.LOSS_MEAN_CI95_LOW, mean - 1.96 * error)
        .put(MetricNames.LOSS_MEAN_CI95_HIGH, mean + 1.96 * error)
        .put(MetricNames.PERPLEXITY, StrictMath.exp(mean))
        .put(MetricNames.ACCURACY, 0.8 - 0.004 * i)
        .put(MetricNames.MEAN_CONFIDENCE, i % 9 == 0 ? 0.9 : 0.8 - 0.004 * i)
        .put("class_prior_entropy", 1.1)
        .put("normalized_loss", mean / 1.1)
        .build();
  }

  private static List<Verdict> gates(List<SplitReport> splits) {
    List<Verdict> gates = new ArrayList<>();
    for (int i = 0; i < GATES; i++) {
      SplitReport split = splits.get(i % SPLITS);
      SplitPart part =
          i < SPLITS ? SplitPart.whole() : SplitPart.ofClass(Integer.toString(i / SPLITS));
      boolean failed = i % EVERY_FAILED == 28;
      boolean unsure = i % EVERY_FAILED == 40;
      gates.add(
          new Verdict(
              split.split(),
              part,
              i < SPLITS ? MetricNames.LOSS_MEAN : "recall",
              i < SPLITS ? "max" : "min",
              i < SPLITS ? 1.17 : 0.8,
              i < SPLITS ? 1.18 : 0.7,
              failed
                  ? Verdict.Outcome.FAIL
                  : unsure ? Verdict.Outcome.INCONCLUSIVE : Verdict.Outcome.PASS,
              !failed && !unsure,
              failed
                  ? (i < SPLITS ? "loss_mean 1.18 > max 1.17" : "recall 0.7 < min 0.8")
                  : unsure ? "12 rows, fewer than min_rows 30" : "recall 0.9 >= min 0.8"));
    }
    return gates;
  }
}
