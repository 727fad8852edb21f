// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

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
}
