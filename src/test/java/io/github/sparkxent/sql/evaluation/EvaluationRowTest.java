// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.metric.state.RowBlock;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowEvaluation;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationRowTest {
  private static final RowEvaluation FIGURES = figures(LabelWeight.of(1.5));

  private static RowEvaluation figures(LabelWeight labelWeight) {
    return new RowEvaluation(
        RowStatus.EVALUATED, 10, 0.25, 2.0, labelWeight, 3, 7, 4, 0.5, 0.125, -0.25, null);
  }

  private final EvaluationRow rows = new EvaluationRow();

  private ArrayData row(int nameBytes) {
    return rows.of(UTF8String.fromString("n".repeat(nameBytes)), FIGURES);
  }

  private static String split(ArrayData row) {
    return SplitName.read(row, EvaluationRow.nameIndex(row)).text();
  }

  @Test
  void holds_the_figures_and_the_split_whatever_its_length() {
    for (int length = 0; length < 300; length++) {
      ArrayData row = row(length);

      assertThat(EvaluationRow.isWaiting(row)).isFalse();
      assertThat(EvaluationRow.read(row)).isEqualTo(FIGURES);
      assertThat(split(row)).isEqualTo("n".repeat(length));
    }
  }

  @Test
  void holds_a_weight_of_the_label_that_is_no_double() {
    for (int exponent = -1074; exponent <= 1000; exponent += 2) {
      for (double factor : new double[] {0.1, 3 * Double.MIN_VALUE, 1}) {
        ExactSum weight = new ExactSum();
        weight.addProduct(factor, Math.scalb(0.7, exponent));
        weight.addProduct(0.7, 1e-3);
        RowEvaluation figures = figures(LabelWeight.of(weight));
        for (int length : new int[] {0, 1, 6, 7, 8, 200}) {
          ArrayData row = rows.of(UTF8String.fromString("n".repeat(length)), figures);

          assertThat(EvaluationRow.read(row)).isEqualTo(figures);
          assertThat(split(row)).isEqualTo("n".repeat(length));
        }
      }
    }
  }

  @Test
  void without_a_split_has_the_figures_alone() {
    RowEvaluation none = RowEvaluation.without(RowStatus.NULL_SPLIT, 0);

    assertThat(EvaluationRow.read(rows.of(null, none))).isEqualTo(none);
  }

  @Test
  void keeps_memory_for_short_names_only() {
    assertThat(row(147)).isSameAs(row(147));
    assertThat(row(148)).isNotSameAs(row(148));
  }

  private static float[] logits(int numClasses) {
    float[] logits = new float[numClasses];
    for (int c = 0; c < numClasses; c++) {
      logits[c] = c % 2 == 0 ? 1.5f * c : -0.25f * c;
    }
    return logits;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void holds_the_logits_of_a_row_that_waits(boolean packed) {
    for (int numClasses = 2; numClasses <= 32; numClasses++) {
      for (int length = 0; length < 80; length += 3) {
        float[] logits = logits(numClasses);
        logits[1] = Float.NaN;
        UTF8String name = UTF8String.fromString("n".repeat(length));
        int label = numClasses - 1;
        ArrayData row =
            packed
                ? rows.waiting(name, PackedLogits.pack(logits), label, 0.75)
                : rows.waiting(name, UnsafeArrayData.fromPrimitiveArray(logits), label, 0.75);

        assertThat(EvaluationRow.isWaiting(row)).isTrue();
        assertThat(split(row)).isEqualTo("n".repeat(length));
        assertThat(EvaluationRow.numClasses(row)).isEqualTo(numClasses);
        assertThat(evaluated(row)).isEqualTo(evaluated(logits, label, 0.75));
      }
    }
  }

  @Test
  void a_row_that_waits_is_evaluated_with_its_label_and_weight() {
    float[] logits = logits(9);

    assertThat(evaluated(rows.waiting(null, PackedLogits.pack(logits), 4, 0.5)))
        .isEqualTo(evaluated(logits, 4, 0.5))
        .isNotEqualTo(evaluated(logits, 3, 0.5))
        .isNotEqualTo(evaluated(logits, 4, 0.25));
  }

  private static SplitAccumulator evaluated(ArrayData row) {
    RowBlock block = new RowBlock();
    EvaluationRow.read(row, block);
    SplitAccumulator split = new SplitAccumulator(MetricOptions.DEFAULT);
    assertThat(block.evaluate()).isEqualTo(1);
    block.addTo(0, split, () -> null);
    return split;
  }

  private static SplitAccumulator evaluated(float[] logits, int label, double weight) {
    SplitAccumulator split = new SplitAccumulator(MetricOptions.DEFAULT);
    split.add(new RowEvaluator(LossOptions.DEFAULT, 0, 0).evaluate(logits, label, weight));
    return split;
  }
}
