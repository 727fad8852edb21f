// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each loss is the double nearest to the exact value. The system property {@code
 * sparkxent.accuracy.rows} sets how many random rows are tried.
 */
class SoftmaxCrossEntropyAccuracyTest {

  private static final int ROWS = Integer.getInteger("sparkxent.accuracy.rows", 20_000);
  private static final int[] BIN_ENDS = {10, 20, 30, 40, 50};

  @Test
  void the_loss_of_random_rows_is_the_nearest_double() {
    RandomRows rows = new RandomRows(20_240_607);
    long[] histogram = new long[BIN_ENDS.length + 1];
    double worst = 0.0;
    for (int i = 0; i < ROWS; i++) {
      double ulps = Math.abs(assertNearest(rows.next()));
      int bin = Arrays.binarySearch(BIN_ENDS, (int) Math.ceil(100 * ulps));
      histogram[bin < 0 ? -bin - 1 : bin]++;
      worst = Math.max(worst, ulps);
    }
    assertThat(histogram[BIN_ENDS.length]).isZero();
    System.out.printf(
        "errors of %d losses, in ulp: <=0.1 %d, <=0.2 %d, <=0.3 %d, <=0.4 %d, <=0.5 %d; worst %.9f%n",
        ROWS, histogram[0], histogram[1], histogram[2], histogram[3], histogram[4], worst);
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 50_000, 50_000, 250_000})
  void the_loss_of_many_classes_is_the_nearest_double(int classes) {
    assertNearest(new RandomRows(classes).next(classes));
  }

  private static double assertNearest(RandomRows.Example row) {
    double loss = row.loss();
    BigDecimal exact = ExactReference.loss(row.logits(), row.distribution(), row.options());
    assertThat(ExactReference.isNearest(loss, exact))
        .as(() -> "%s for %s, exactly %s".formatted(loss, describe(row), exact))
        .isTrue();
    if (row.float32()) {
      assertThat(row.lossOfFloats()).isEqualTo(loss);
    }
    return exact.signum() == 0 ? 0.0 : ExactReference.ulps(loss, exact);
  }

  private static String describe(RandomRows.Example row) {
    return row.logits().length > 40
        ? row.logits().length + " classes"
        : "logits %s, label %d, labels %s, %s"
            .formatted(
                Arrays.toString(row.logits()),
                row.label(),
                Arrays.toString(row.labels()),
                row.options());
  }
}
