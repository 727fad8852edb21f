// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.sparkxent.metric.ranking.RankingOptions;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.row.PredictionKind;
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
 * @param auc how much is known of the area under the ROC curve; null unless there are two classes
 * @param threshold the probability above which a row is predicted to be of class 1; null likewise
 */
public record MetricsConfig(
    List<Integer> topK,
    Integer calibrationBins,
    Integer perClassMaxClasses,
    Integer confusionMatrixMaxClasses,
    Integer worstRows,
    Integer maxSliceValues,
    Integer minSliceRows,
    @JsonInclude(Include.NON_NULL) Auc auc,
    @JsonInclude(Include.NON_NULL) Double threshold) {
  private static final double USUAL_THRESHOLD = 0.5;

  /** How much is known of the area under the ROC curve. */
  public enum Auc {
    /** Its bounds, by the one pass. */
    BOUNDS,
    /** All of it, by a second pass over the rows that the bounds leave open. */
    EXACT
  }

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

  /**
   * Fills in what there is of two classes.
   *
   * @throws IllegalArgumentException if it is asked for where there are others
   */
  MetricsConfig forTask(boolean isBinary) {
    if (!isBinary) {
      String key = auc != null ? "auc" : threshold != null ? "threshold" : null;
      if (key != null) {
        throw new IllegalArgumentException(
            "metrics.%s is %s without task: binary, expected it with two classes alone"
                .formatted(key, key.equals("auc") ? auc.name().toLowerCase(ROOT) : threshold));
      }
      return this;
    }
    double filled = requireNonNullElse(threshold, USUAL_THRESHOLD);
    ConfigurationChecks.require(
        filled >= 0 && filled <= 1, "metrics.threshold", filled, "a probability, 0 to 1");
    return with(worstRows, requireNonNullElse(auc, Auc.BOUNDS), filled);
  }

  /**
   * Returns what the ranking of two classes has; null without.
   *
   * @param kind what the scores are
   */
  RankingOptions ranking(PredictionKind kind) {
    if (threshold == null) {
      return null;
    }
    return new RankingOptions(
        switch (kind) {
          case LOGITS -> StrictMath.log(threshold / (1 - threshold));
          case PROBABILITIES -> threshold;
          case LOG_PROBABILITIES, TOP_LOG_PROBABILITIES -> StrictMath.log(threshold);
        });
  }

  private MetricsConfig with(Integer worst, Auc known, Double above) {
    return new MetricsConfig(
        topK,
        calibrationBins,
        perClassMaxClasses,
        confusionMatrixMaxClasses,
        worst,
        maxSliceValues,
        minSliceRows,
        known,
        above);
  }

  /** Fills in how many worst rows there are. */
  MetricsConfig forRows(boolean haveIds) {
    MetricsConfig filled =
        with(requireNonNullElse(worstRows, haveIds ? USUAL.worstRows() : 0), auc, threshold);
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
