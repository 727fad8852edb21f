// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.ranking.CurvePoint;
import java.util.List;

/**
 * The results of a split that are more than a number. Each part may be absent: an empty list or
 * null. Immutable.
 *
 * @param calibrationBins the bins of the confidence, from low to high
 * @param classes the figures of each class, by label
 * @param confusionMatrix the confusion matrix, or null
 * @param lossHistogram the spread of the losses, or null
 * @param worstRows the rows with the largest losses, the largest first
 * @param curve points of the ROC curve, from the highest threshold to the lowest
 */
public record SplitDetails(
    @JsonInclude(Include.NON_EMPTY) List<CalibrationBin> calibrationBins,
    @JsonInclude(Include.NON_EMPTY) List<ClassSummary> classes,
    @JsonInclude(Include.NON_NULL) ConfusionMatrix confusionMatrix,
    @JsonInclude(Include.NON_NULL) LossHistogram lossHistogram,
    @JsonInclude(Include.NON_EMPTY) List<WorstRow> worstRows,
    @JsonInclude(Include.NON_EMPTY) List<CurvePoint> curve) {
  private static final SplitDetails NONE = new SplitDetails(null, null, null, null, null);

  /** Copies. */
  public SplitDetails {
    calibrationBins = SplitReport.copyOf(calibrationBins);
    classes = SplitReport.copyOf(classes);
    worstRows = SplitReport.copyOf(worstRows);
    curve = SplitReport.copyOf(curve);
  }

  /**
   * Makes details without a curve.
   *
   * @param calibrationBins the bins of the confidence, from low to high
   * @param classes the figures of each class, by label
   * @param confusionMatrix the confusion matrix, or null
   * @param lossHistogram the spread of the losses, or null
   * @param worstRows the rows with the largest losses, the largest first
   */
  public SplitDetails(
      List<CalibrationBin> calibrationBins,
      List<ClassSummary> classes,
      ConfusionMatrix confusionMatrix,
      LossHistogram lossHistogram,
      List<WorstRow> worstRows) {
    this(calibrationBins, classes, confusionMatrix, lossHistogram, worstRows, null);
  }

  /**
   * Returns details without any part.
   *
   * @return no details
   */
  public static SplitDetails none() {
    return NONE;
  }
}
