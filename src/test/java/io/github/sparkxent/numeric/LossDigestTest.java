// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.kernel.Logits;
import io.github.sparkxent.numeric.kernel.LogitsOfKernel;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs with the module of the vector kernel and once more without it. */
@Tag("with-and-without-vectors")
class LossDigestTest {

  @Test
  void the_losses_of_pseudo_random_rows_have_the_committed_bits() throws IOException {
    assertThat(LossDigest.compute()).isEqualTo(LossDigest.committed());
  }

  @Test
  void both_kernels_give_the_same_losses() {
    Logits scalar = LogitsOfKernel.scalar();
    Logits vectors = LogitsOfKernel.vectors();
    RandomRows rows = new RandomRows(31);
    for (int i = 0; i < 500; i++) {
      RandomRows.Example row = rows.next(24 + i % 70);
      assertThat(loss(vectors, row)).isEqualTo(loss(scalar, row));
    }
  }

  private static double loss(Logits logits, RandomRows.Example row) {
    logits.load(row.logits());
    return row.labels() == null
        ? LogitLoss.ofClass(logits, row.label(), row.options())
        : LogitLoss.ofDistribution(logits.withLabels(row.labels()), row.options());
  }
}
