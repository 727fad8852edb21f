// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.ChangedRow;
import java.util.List;

/**
 * What the comparison of a split has beside numbers. Each part may be absent: an empty list or
 * null. Immutable.
 *
 * @param classes the comparison by label
 * @param better the rows whose loss is less by most with the candidate, these first
 * @param worse the rows whose loss is more by most
 * @param baselineCalibrationBins the bins of the baseline's confidence
 * @param baselineLossHistogram the spread of the baseline's losses
 */
public record ComparisonDetails(
    @JsonInclude(Include.NON_EMPTY) List<ClassComparison> classes,
    @JsonInclude(Include.NON_EMPTY) List<ChangedRow> better,
    @JsonInclude(Include.NON_EMPTY) List<ChangedRow> worse,
    @JsonInclude(Include.NON_EMPTY) List<CalibrationBin> baselineCalibrationBins,
    @JsonInclude(Include.NON_NULL) LossHistogram baselineLossHistogram) {
  /** Copies. */
  public ComparisonDetails {
    classes = SplitReport.copyOf(classes);
    better = SplitReport.copyOf(better);
    worse = SplitReport.copyOf(worse);
    baselineCalibrationBins = SplitReport.copyOf(baselineCalibrationBins);
  }
}
