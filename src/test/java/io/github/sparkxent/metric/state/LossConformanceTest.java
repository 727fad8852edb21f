// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.OracleCases;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import io.github.sparkxent.row.LabelWeight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every batch of the conformance cases has the exact sum and mean, in any order. */
class LossConformanceTest {
  @TestFactory
  Stream<DynamicNode> batches() {
    return OracleCases.batches().stream()
        .map(batch -> dynamicTest(batch.id(), () -> assertBatch(batch)));
  }

  private static void assertBatch(OracleCases.Batch batch) {
    if (batch.sumOfRoundedRows() == null) {
      assertThatIllegalArgumentException()
          .as("a batch with a NaN loss")
          .isThrownBy(() -> summary(batch, batch.rows()));
      return;
    }
    List<OracleCases.Row> reversed = new ArrayList<>(batch.rows());
    Collections.reverse(reversed);
    LossSummary summary = summary(batch, batch.rows());
    assertThat(summary(batch, reversed)).isEqualTo(summary);
    assertThat(summary.rowCount()).isEqualTo(batch.rowsUsed());
    assertBits(summary.lossSum(), batch.sumOfRoundedRows().value());
    if (batch.rowsUsed() == 0) {
      assertThat(summary.lossMean()).isNull();
    } else if (dividesByTheWeights(batch)) {
      assertBits(summary.weightSum(), batch.weightTotal());
      assertBits(summary.lossMean(), batch.meanWeightedOfRoundedRows().value());
    }
  }

  /** For distributions with class weights the expected mean divides by the number of rows. */
  private static boolean dividesByTheWeights(OracleCases.Batch batch) {
    return batch.rows().stream()
        .allMatch(row -> row.isSparse() || !row.options().toLossOptions().hasClassWeights());
  }

  private static LossSummary summary(OracleCases.Batch batch, List<OracleCases.Row> rows) {
    LossAccumulator losses = new LossAccumulator();
    long ignored = 0;
    for (OracleCases.Row row : rows) {
      LossOptions options = row.options().toLossOptions();
      if (!row.isSparse()) {
        double loss = SoftmaxCrossEntropy.dense(row.logits(), row.labels(), options);
        losses.add(loss, 1, LabelWeight.of(row.labels(), options));
      } else if (options.ignores(row.label())) {
        ignored++;
      } else {
        double loss = SoftmaxCrossEntropy.sparse(row.logits(), row.label(), options);
        losses.add(loss, 1, LabelWeight.of(options.weightOf(row.label())));
      }
    }
    assertThat(ignored).isEqualTo(batch.rowsIgnored());
    return losses.summary();
  }

  private static void assertBits(double actual, double expected) {
    assertThat(Double.toHexString(actual)).isEqualTo(Double.toHexString(expected));
  }
}
