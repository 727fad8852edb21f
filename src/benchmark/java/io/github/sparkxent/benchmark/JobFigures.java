// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.ConfusionSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.TopKAccuracy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The job's figures: those that {@link DuckDbAllContender} computes as well. */
record JobFigures(List<SplitSummary> splits) implements Figures {
  @Override
  public SortedMap<String, Double> byName() {
    SortedMap<String, Double> figures = new TreeMap<>();
    for (SplitSummary split : splits) {
      addWhole(figures, split.split(), split.metrics());
      addParts(figures, split.split(), split.metrics());
    }
    return figures;
  }

  private static void addWhole(
      SortedMap<String, Double> figures, String split, MetricSummary metrics) {
    LossSummary loss = metrics.loss();
    put(figures, split, "row_count", (double) loss.rowCount());
    put(figures, split, LOSS_SUM, loss.lossSum());
    put(figures, split, "loss_mean", loss.lossMean());
    put(figures, split, "loss_stddev", loss.lossStddev());
    put(figures, split, "loss_min", loss.lossMin());
    put(figures, split, "loss_max", loss.lossMax());
    QuantileSummary quantiles = metrics.part(QuantileSummary.class);
    if (quantiles != null) {
      put(figures, split, "loss_p50", quantiles.lossP50());
      put(figures, split, "loss_p90", quantiles.lossP90());
      put(figures, split, "loss_p99", quantiles.lossP99());
    }
    AccuracySummary accuracy = metrics.part(AccuracySummary.class);
    put(figures, split, "accuracy", accuracy.accuracy());
    for (TopKAccuracy top : accuracy.topK()) {
      if (top.k() > 1) {
        put(figures, split, "top_" + top.k() + "_accuracy", top.accuracy());
      }
    }
    put(figures, split, "brier_score", metrics.part(BrierSummary.class).brierScore());
    CalibrationSummary calibration = metrics.part(CalibrationSummary.class);
    if (calibration != null) {
      put(figures, split, "mean_confidence", calibration.meanConfidence());
      put(figures, split, "ece", calibration.ece());
    }
  }

  private static void addParts(
      SortedMap<String, Double> figures, String split, MetricSummary metrics) {
    ClassesSummary classes = metrics.part(ClassesSummary.class);
    if (classes != null) {
      for (ClassSummary one : classes.classes()) {
        String name = "class " + one.label() + " ";
        put(figures, split, name + "count", (double) one.count());
        put(figures, split, name + "loss_mean", one.lossMean());
        put(figures, split, name + "precision", one.precision());
        put(figures, split, name + "recall", one.recall());
        put(figures, split, name + "f1", one.f1());
      }
    }
    ConfusionSummary confusion = metrics.part(ConfusionSummary.class);
    if (confusion != null) {
      for (ConfusionCell cell : confusion.cells()) {
        put(
            figures,
            split,
            "label " + cell.label() + " prediction " + cell.prediction(),
            (double) cell.count());
      }
    }
  }

  private static void put(
      SortedMap<String, Double> figures, String split, String figure, Double value) {
    if (value != null) {
      figures.put(Figures.name(split, figure), value);
    }
  }
}
