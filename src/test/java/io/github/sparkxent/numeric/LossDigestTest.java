/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
