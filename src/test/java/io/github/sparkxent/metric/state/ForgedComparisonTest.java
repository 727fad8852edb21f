// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States of comparisons that no rows give. */
class ForgedComparisonTest {
  private static final int CLASSES = 4;
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1, 2), 5, 10, 10, 0)
          .withComparison(new ComparisonOptions(true, 10, true));

  /** Reads a state of which one byte is another; null if it is refused. */
  private static ComparisonSummary forged(byte[] bytes, int at) {
    byte[] forged = bytes.clone();
    forged[at]++;
    ComparisonAccumulator read = new ComparisonAccumulator(OPTIONS.withClusters(2), CLASSES);
    try {
      BinaryForm.fromByteArray(
          forged,
          "state",
          in -> {
            read.readFrom(in);
            return read;
          });
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return null;
    }
    return read.summary();
  }

  @Test
  void a_forged_count_is_refused_where_rows_are_counted_otherwise() {
    List<RowColumns> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rows.add(PairedRows.inCluster("c" + i % 4, PairedRows.of("id" + i, CLASSES - 1, 0.5, 0.25)));
    }
    ComparisonAccumulator state = new ComparisonAccumulator(OPTIONS.withClusters(2), CLASSES);
    state.add(PairedRows.together(rows), 0, rows.size());
    byte[] bytes = state.bytes();
    int read = 0;
    for (int at = 0; at < bytes.length; at++) {
      ComparisonSummary summary = forged(bytes, at);
      if (summary == null) {
        continue;
      }
      read++;
      assertThat(summary.equalPredictions()).isBetween(0.0, 1.0);
      assertThat(summary.classes())
          .extracting(ClassDifference::label, ClassDifference::count)
          .containsExactly(tuple(CLASSES - 1, summary.rows()));
    }
    assertThat(read).isPositive();
  }
}
