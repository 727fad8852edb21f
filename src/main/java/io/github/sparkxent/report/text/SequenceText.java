// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.sequence.SequenceReport;
import java.util.List;
import java.util.Objects;

/** Says of which sequences the rows of a report are positions. */
public final class SequenceText {
  private SequenceText() {}

  /**
   * Returns what a reader of the rows should know.
   *
   * @param splits the splits of a report
   * @return two sentences; null if the rows are no positions
   */
  public static String of(List<SplitReport> splits) {
    List<SequenceReport> sequences =
        splits.stream().map(SplitReport::sequences).filter(Objects::nonNull).toList();
    if (sequences.isEmpty()) {
      return null;
    }
    List<RowAccounting> rows = sequences.stream().map(SequenceReport::rows).toList();
    return "Rows are positions of %s sequences: %s evaluated, %s ignored, %s invalid. Masks leave out %s positions."
        .formatted(
            ReadableNumbers.count(rows.stream().mapToLong(RowAccounting::read).sum()),
            ReadableNumbers.count(rows.stream().mapToLong(RowAccounting::evaluated).sum()),
            ReadableNumbers.count(rows.stream().mapToLong(RowAccounting::ignored).sum()),
            ReadableNumbers.count(rows.stream().mapToLong(RowAccounting::invalid).sum()),
            ReadableNumbers.count(
                sequences.stream().mapToLong(SequenceReport::maskedPositions).sum()));
  }
}
