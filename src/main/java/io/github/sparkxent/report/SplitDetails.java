// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.List;

/**
 * The results of a split that are more than a number. Each part may be absent: an empty list or
 * null. Immutable.
 *
 * @param calibration the bins of the confidence, from low to high
 * @param classes the metrics per class, by label
 * @param confusion the confusion matrix, or null
 * @param histogram the spread of the losses, or null
 * @param worstRows the rows with the largest losses, the largest first
 */
public record SplitDetails(
    List<CalibrationBin> calibration,
    List<ClassMetrics> classes,
    ConfusionMatrix confusion,
    LossHistogram histogram,
    List<WorstRow> worstRows) {
  private static final SplitDetails NONE =
      new SplitDetails(List.of(), List.of(), null, null, List.of());

  /** Copies. */
  public SplitDetails {
    calibration = List.copyOf(calibration);
    classes = List.copyOf(classes);
    worstRows = List.copyOf(worstRows);
  }

  /**
   * Returns details of which every part is absent.
   *
   * @return no details
   */
  public static SplitDetails none() {
    return NONE;
  }

  /**
   * Returns these details with other calibration bins.
   *
   * @param bins the bins, from low to high
   * @return the new details
   */
  public SplitDetails withCalibration(List<CalibrationBin> bins) {
    return new SplitDetails(bins, classes, confusion, histogram, worstRows);
  }

  /**
   * Returns these details with other metrics per class.
   *
   * @param metrics the metrics, by label
   * @return the new details
   */
  public SplitDetails withClasses(List<ClassMetrics> metrics) {
    return new SplitDetails(calibration, metrics, confusion, histogram, worstRows);
  }

  /**
   * Returns these details with another confusion matrix.
   *
   * @param matrix the matrix, or null
   * @return the new details
   */
  public SplitDetails withConfusion(ConfusionMatrix matrix) {
    return new SplitDetails(calibration, classes, matrix, histogram, worstRows);
  }

  /**
   * Returns these details with another spread of the losses.
   *
   * @param losses the histogram, or null
   * @return the new details
   */
  public SplitDetails withHistogram(LossHistogram losses) {
    return new SplitDetails(calibration, classes, confusion, losses, worstRows);
  }

  /**
   * Returns these details with other worst rows.
   *
   * @param rows the rows, the largest loss first
   * @return the new details
   */
  public SplitDetails withWorstRows(List<WorstRow> rows) {
    return new SplitDetails(calibration, classes, confusion, histogram, rows);
  }
}
