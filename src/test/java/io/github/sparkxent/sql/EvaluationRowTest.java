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
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.RowEvaluation;
import io.github.sparkxent.metric.RowStatus;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class EvaluationRowTest {
  private static final RowEvaluation FIGURES =
      new RowEvaluation(RowStatus.EVALUATED, 10, 0.25, 2.0, 1.5, 3, 7, 4, 0.5, 0.125);

  private final EvaluationRow rows = new EvaluationRow();

  private ArrayData row(int nameBytes) {
    return rows.of(UTF8String.fromString("n".repeat(nameBytes)), FIGURES);
  }

  @Test
  void holds_the_figures_and_the_split_whatever_its_length() {
    for (int length = 0; length < 300; length++) {
      ArrayData row = row(length);

      assertThat(EvaluationRow.read(row)).isEqualTo(FIGURES);
      assertThat(EvaluationRow.split(row)).hasToString("n".repeat(length));
    }
  }

  @Test
  void without_a_split_has_the_figures_alone() {
    RowEvaluation none = RowEvaluation.without(RowStatus.NULL_SPLIT, 0);

    assertThat(EvaluationRow.read(rows.of(null, none))).isEqualTo(none);
  }

  @Test
  void keeps_memory_for_short_names_only() {
    assertThat(row(56)).isSameAs(row(56));
    assertThat(row(57)).isNotSameAs(row(57));
  }
}
