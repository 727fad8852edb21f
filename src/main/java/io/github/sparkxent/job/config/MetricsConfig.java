// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import io.github.sparkxent.metric.state.MetricOptions;
import java.util.List;

/**
 * Which metrics there are beside those of the loss.
 *
 * @param topK the k of each top-k accuracy, rising
 * @param calibrationBins the number of bins of confidence, 0 for no calibration
 * @param perClassMaxClasses up to how many classes each class has figures of its own
 * @param confusionMatrixMaxClasses up to how many classes there is a confusion matrix
 * @param worstRows how many rows of the largest losses are shown, 0 for none; null for the usual
 *     number if rows have ids, and none otherwise, since nobody could find them
 * @param maxSliceValues for how many values of a slice there are metrics in each split
 * @param minSliceRows how many evaluated rows a value of a slice needs to have metrics
 */
public record MetricsConfig(
    List<Integer> topK,
    Integer calibrationBins,
    Integer perClassMaxClasses,
    Integer confusionMatrixMaxClasses,
    Integer worstRows,
    Integer maxSliceValues,
    Integer minSliceRows) {
  private static final MetricOptions USUAL = MetricOptions.DEFAULT;

  /** Fills in the defaults; {@link #options} checks the values. */
  public MetricsConfig {
    topK = topK == null ? USUAL.topK() : List.copyOf(topK);
    calibrationBins = requireNonNullElse(calibrationBins, USUAL.calibrationBins());
    perClassMaxClasses = requireNonNullElse(perClassMaxClasses, USUAL.perClassMaxClasses());
    confusionMatrixMaxClasses =
        requireNonNullElse(confusionMatrixMaxClasses, USUAL.confusionMatrixMaxClasses());
    maxSliceValues = requireNonNullElse(maxSliceValues, USUAL.maxSliceValues());
    minSliceRows = requireNonNullElse(minSliceRows, 1);
    ConfigurationChecks.require(
        minSliceRows >= 1, "metrics.min_slice_rows", minSliceRows, "1 or more");
  }

  /** Fills in how many worst rows there are. */
  MetricsConfig forRows(boolean haveIds) {
    MetricsConfig filled =
        new MetricsConfig(
            topK,
            calibrationBins,
            perClassMaxClasses,
            confusionMatrixMaxClasses,
            requireNonNullElse(worstRows, haveIds ? USUAL.worstRows() : 0),
            maxSliceValues,
            minSliceRows);
    filled.options(List.of());
    if (filled.worstRows > 0 && !haveIds) {
      throw new IllegalArgumentException(
          "metrics.worst_rows is %s without columns.id, expected the id that names a row"
              .formatted(worstRows));
    }
    return filled;
  }

  /** Returns which metrics the one pass computes, with those of some slices. */
  MetricOptions options(List<String> slices) {
    return new MetricOptions(
        topK,
        calibrationBins,
        perClassMaxClasses,
        confusionMatrixMaxClasses,
        worstRows,
        slices,
        maxSliceValues);
  }
}
