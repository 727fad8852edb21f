// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.LossOptions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which rows wait to be evaluated side by side. */
class WaitingRowsTest {
  @Test
  void only_plain_rows_of_few_classes_may_wait() {
    VectorThread.run(
        () -> {
          RowEvaluator plain = new RowEvaluator(LossOptions.DEFAULT, 0, 0);
          assertThat(plain.mayWait(2, 1, 1)).isTrue();
          assertThat(plain.mayWait(32, 31, 0)).isTrue();
          assertThat(plain.mayWait(0, 0, 1)).isFalse();
          assertThat(plain.mayWait(1, 0, 1)).isFalse();
          assertThat(plain.mayWait(33, 0, 1)).isFalse();
          assertThat(plain.mayWait(10, 10, 1)).isFalse();
          assertThat(plain.mayWait(10, -1, 1)).isFalse();
          assertThat(plain.mayWait(10, 1L << 32, 1)).isFalse();
          assertThat(plain.mayWait(10, 0, -1)).isFalse();
          assertThat(plain.mayWait(10, 0, Double.NaN)).isFalse();
          assertThat(plain.mayWait(10, 0, Double.POSITIVE_INFINITY)).isFalse();
          assertThat(new RowEvaluator(LossOptions.DEFAULT, 9, 0).mayWait(10, 0, 1)).isFalse();
          assertThat(new RowEvaluator(LossOptions.DEFAULT, 10, 0).mayWait(10, 0, 1)).isTrue();
        });
  }

  @Test
  void rows_whose_loss_has_options_do_not_wait() {
    VectorThread.run(
        () -> {
          LossOptions smoothed = LossOptions.of(0.1, null, OptionalLong.empty());
          LossOptions weighted = LossOptions.of(0, new double[] {1, 1}, OptionalLong.empty());
          LossOptions ignoring = LossOptions.of(0, null, OptionalLong.of(-1));
          assertThat(new RowEvaluator(smoothed, 0, 0).mayWait(2, 0, 1)).isFalse();
          assertThat(new RowEvaluator(weighted, 2, 0).mayWait(2, 0, 1)).isFalse();
          assertThat(new RowEvaluator(ignoring, 0, 0).mayWait(2, 0, 1)).isTrue();
          for (PredictionKind kind : PredictionKind.values()) {
            RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 0, kind, 0.1);
            assertThat(evaluator.mayWait(2, 0, 1)).isEqualTo(kind == PredictionKind.LOGITS);
          }
        });
  }
}
