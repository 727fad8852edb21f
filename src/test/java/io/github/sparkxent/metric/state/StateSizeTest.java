// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much a state takes, in bytes between machines and on the heap: the figures of
 * docs/operations.md, which it prints.
 */
class StateSizeTest {
  private static final MetricOptions FEWEST = new MetricOptions(List.of(), 0, 0, 0, 0);

  @ParameterizedTest
  @CsvSource({
    // clusters in the rows, classes, with a baseline, bytes at most
    "0, 10, true, 9000",
    "0, 1000, true, 150000",
    "1000, 10, false, 65000",
    "1000, 10, true, 550000",
    "100000, 10, false, 480000",
    "100000, 10, true, 1300000",
    "100000, 1000, true, 3700000"
  })
  void is_bounded_with_a_baseline_and_clusters(
      int clusters, int numClasses, boolean compared, int atMost) {
    long before = used();
    EvaluationState state =
        new EvaluationState(
            1,
            MetricOptions.DEFAULT
                .withClusters(clusters == 0 ? 0 : 10_000)
                .withComparison(compared ? new ComparisonOptions(true, 10, true) : null));
    Random random = new Random(1);
    SplitAccumulator split = state.split("test");
    for (int i = 0; i < 200_000; i++) {
      RowColumns row = Rows.withId("image-" + i, row(random, numClasses));
      row.clusters[0] = clusters == 0 ? null : "user-" + random.nextInt(clusters);
      row.baseline = row(random, numClasses, row.labels[0]);
      split.add(row, 0, 1);
    }
    long heap = used() - before;
    byte[] form = state.toByteArray();
    long settled = used() - before;

    System.out.printf(
        Locale.ROOT,
        "%,d clusters, %,d classes, %s: %,d bytes, on the heap of a task %,d, when written %,d%n",
        clusters,
        numClasses,
        compared ? "with a baseline" : "alone",
        form.length,
        heap,
        settled);
    assertThat(EvaluationState.fromByteArray(form)).isEqualTo(state);
    assertThat(form.length).isLessThanOrEqualTo(atMost);
  }

  @ParameterizedTest
  @CsvSource({
    // splits, rows a split, classes, all metrics, bytes a split at most
    "1, 200000, 10, false, 3000",
    "1, 200000, 10, true, 5000",
    "1, 200000, 100, true, 45000",
    "1, 200000, 1000, true, 45000",
    "1000, 1000, 10, true, 2500",
    "10000, 100, 10, true, 1500",
    "100, 10000, 1000, true, 45000"
  })
  void stays_small_whatever_the_number_of_rows(
      int splits, int rows, int numClasses, boolean all, int atMost) {
    long before = used();
    EvaluationState state = new EvaluationState(splits, all ? MetricOptions.DEFAULT : FEWEST);
    Random random = new Random(1);
    for (int split = 0; split < splits; split++) {
      SplitAccumulator one = state.split("split-" + split);
      for (int row = 0; row < rows; row++) {
        one.add(Rows.withId("image-" + row, row(random, numClasses)), 0, 1);
      }
    }
    long heap = used() - before;
    byte[] form = state.toByteArray();
    long bytes = form.length;
    before = used();
    EvaluationState merged = EvaluationState.fromByteArray(form);
    long mergedHeap = used() - before;

    System.out.printf(
        Locale.ROOT,
        "%,d splits of %,d rows, %,d classes, %s: a split takes %,d bytes, on the"
            + " heap of a task %,d, of the driver %,d%n",
        splits,
        rows,
        numClasses,
        all ? "usual metrics" : "losses alone",
        bytes / splits,
        heap / splits,
        mergedHeap / splits);
    assertThat(merged).isEqualTo(state);
    assertThat(bytes / splits).isLessThanOrEqualTo(atMost);
  }

  /** A row of a model that is right in nine of ten cases. */
  private static RowColumns row(Random random, int numClasses) {
    return row(random, numClasses, random.nextInt(numClasses));
  }

  private static RowColumns row(Random random, int numClasses, int label) {
    boolean right = random.nextInt(10) > 0;
    int prediction = right ? label : random.nextInt(numClasses);
    double loss = random.nextExponential() * (right ? 0.1 : 3);
    RowColumns row = Rows.evaluated(numClasses, loss, 1, label, prediction, 0);
    row.ranks[0] = label == prediction ? 0 : 1 + random.nextInt(numClasses - 1);
    row.confidences[0] = 1 - random.nextDouble() * 0.5;
    row.brierScores[0] = random.nextDouble();
    row.margins[0] = random.nextDouble() * 2 - 1;
    return row;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
