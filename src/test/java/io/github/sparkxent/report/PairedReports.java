// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports of paired mean losses alone, made as those of a run are. */
public final class PairedReports {
  private static final PairedDifference NONE =
      new PairedDifference(null, null, null, null, 0, 0, 0, 0);

  private PairedReports() {}

  /** The comparison of some rows, at a confidence. */
  public static ComparisonReport of(PairedDifference loss, double confidence) {
    long rows = loss.better() + loss.worse() + loss.equal();
    return new Comparisons(confidence, false)
        .ofSplit(
            new ComparisonSummary(
                rows,
                new TreeMap<>(),
                0,
                List.of(),
                0,
                null,
                false,
                loss,
                NONE,
                List.of(),
                NONE,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null));
  }

  /** A split that has this comparison and values of a slice with theirs. */
  public static SplitReport split(
      String name, ComparisonReport comparison, String slice, List<ComparisonReport> values) {
    List<SliceReport> slices = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ComparisonReport value = values.get(i);
      slices.add(
          new SliceReport(
              slice, Integer.toString(i), rows(value.rows()), metrics(value.rows()), value));
    }
    return new SplitReport(
        name, rows(comparison.rows()), metrics(comparison.rows()), null, slices, null, comparison);
  }

  private static RowAccounting rows(long rows) {
    return SampleReports.rows(rows, rows, 0, Map.of());
  }

  private static MetricValues metrics(long rows) {
    return MetricValues.builder().put(MetricNames.ROW_COUNT, rows).build();
  }
}
