// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static java.util.Comparator.comparing;

import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.reading.SliceEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of slices that a short table has: of each slice and split those that are most
 * evidently worse, of many slices only the worst values.
 *
 * @param rows the values, with their splits
 * @param others how many values are left out
 */
record ShownSlices(List<Row> rows, long others) {
  private static final int OF_SLICE = 5;
  private static final int OF_ALL = 20;

  /** A value of a slice and its split. */
  record Row(String split, SliceEvidence evidence) {}

  static ShownSlices of(List<SplitReport> splits) {
    List<Row> shown = new ArrayList<>();
    long all = 0;
    for (SplitReport split : splits) {
      all += split.slices().size();
      for (String slice : split.sliceNames()) {
        SliceEvidence.of(split, slice).stream()
            .limit(OF_SLICE)
            .forEach(one -> shown.add(new Row(split.split(), one)));
      }
    }
    List<Row> rows = shown.size() > OF_ALL ? worst(shown) : shown;
    return new ShownSlices(rows, all - rows.size());
  }

  private static List<Row> worst(List<Row> rows) {
    return rows.stream()
        .sorted(comparing(Row::evidence, SliceEvidence.BY_EVIDENCE))
        .limit(OF_ALL)
        .toList();
  }
}
