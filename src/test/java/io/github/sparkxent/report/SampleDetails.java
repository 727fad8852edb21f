// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.metric.WorstRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up but plausible details of a split, the same each time. */
public final class SampleDetails {
  private static final int BINS = 15;

  private SampleDetails() {}

  /** Every kind of details for a number of classes. */
  public static SplitDetails of(int numClasses) {
    ConfusionMatrix confusion = confusion(numClasses);
    return new SplitDetails(
        calibration(),
        classes(confusion),
        confusion,
        histogram(),
        List.of(
            new WorstRow("img-00412", 5, 3, 0.99991, 11.203871),
            new WorstRow("img-07310", 9, 4, 0.9988, 9.7712),
            new WorstRow(null, 7, 0, 0.5, 7.25)));
  }

  static List<CalibrationBin> calibration() {
    List<CalibrationBin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double low = (double) i / BINS;
      double high = (double) (i + 1) / BINS;
      double confidence = (low + high) / 2;
      double accuracy = confidence * (0.8 + 0.15 * confidence);
      long count = i == BINS - 1 ? 8000 : 20L * i * i;
      bins.add(
          count == 0
              ? new CalibrationBin(low, high, 0, 0, null, null)
              : new CalibrationBin(low, high, count, count, confidence, accuracy));
    }
    return bins;
  }

  private static ConfusionMatrix confusion(int numClasses) {
    SplittableRandom random = new SplittableRandom(numClasses);
    List<ConfusionCell> cells = new ArrayList<>();
    for (int label = 0; label < numClasses; label++) {
      for (int prediction = 0; prediction < numClasses; prediction++) {
        if (label == prediction) {
          cells.add(new ConfusionCell(label, prediction, 900 + random.nextInt(100)));
        } else if (random.nextInt(numClasses) < 4) {
          cells.add(new ConfusionCell(label, prediction, 1 + random.nextInt(30)));
        }
      }
    }
    return new ConfusionMatrix(numClasses, cells);
  }

  private static List<ClassSummary> classes(ConfusionMatrix confusion) {
    long[] labels = new long[confusion.numClasses()];
    long[] predictions = new long[confusion.numClasses()];
    long[] right = new long[confusion.numClasses()];
    for (ConfusionCell cell : confusion.cells()) {
      labels[cell.label()] += cell.count();
      predictions[cell.prediction()] += cell.count();
      right[cell.label()] += cell.label() == cell.prediction() ? cell.count() : 0;
    }
    List<ClassSummary> classes = new ArrayList<>();
    for (int c = 0; c < confusion.numClasses(); c++) {
      double recall = (double) right[c] / labels[c];
      double precision = (double) right[c] / predictions[c];
      double f1 = 2 * precision * recall / (precision + recall);
      classes.add(new ClassSummary(c, labels[c], 3 * (1 - recall), precision, recall, f1));
    }
    classes.add(new ClassSummary(confusion.numClasses(), 0, null, null, null, null));
    return classes;
  }

  private static LossHistogram histogram() {
    List<HistogramBin> bins = new ArrayList<>();
    double low = 0x1p-20;
    for (int i = 0; i < 48; i++) {
      double high = low * 1.4142135623730951;
      long count = Math.round(700 / (1 + (i - 14) * (i - 14) / 40.0));
      bins.add(new HistogramBin(low, high, count));
      low = high;
    }
    return new LossHistogram(2, bins);
  }
}
