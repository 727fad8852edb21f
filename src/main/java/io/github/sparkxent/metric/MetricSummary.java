// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * All metrics over the evaluated rows of one split.
 *
 * @param loss the statistics of the loss
 * @param lossP50 the median loss; null without rows
 * @param lossP90 the 90th percentile of the loss; null without rows
 * @param lossP99 the 99th percentile of the loss; null without rows
 * @param accuracy how many rows are classified correctly
 * @param topK how often the label is among the k largest logits, for each k
 * @param brierScore the mean over rows of the sum of (p_c - y_c)^2; null without weight
 * @param calibration whether the confidences are right; null if left out
 * @param classPriorEntropy the entropy of the label distribution in nats; null without weight
 * @param normalizedLoss the mean loss by that entropy; null where one is undefined or it is 0
 * @param classes the figures of each class; empty if left out
 * @param confusion the cells in use of the confusion matrix; empty if left out
 * @param histogram how the finite losses are spread; empty without any
 * @param worstRows the rows with the largest losses, the largest first; empty if left out
 */
public record MetricSummary(
    LossSummary loss,
    Double lossP50,
    Double lossP90,
    Double lossP99,
    AccuracySummary accuracy,
    List<TopKAccuracy> topK,
    Double brierScore,
    CalibrationSummary calibration,
    Double classPriorEntropy,
    Double normalizedLoss,
    List<ClassSummary> classes,
    List<ConfusionCell> confusion,
    List<HistogramBin> histogram,
    List<WorstRow> worstRows) {
  /** Keeps copies of the lists. */
  public MetricSummary {
    topK = List.copyOf(topK);
    classes = List.copyOf(classes);
    confusion = List.copyOf(confusion);
    histogram = List.copyOf(histogram);
    worstRows = List.copyOf(worstRows);
  }
}
