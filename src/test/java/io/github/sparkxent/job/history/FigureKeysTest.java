// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureKeysTest {
  @Test
  void of_what_is_computed_decide() {
    assertThat(
            FigureKeys.of(
                Map.of(
                    "columns", Map.of("label", "digit"),
                    "slices", List.of(Map.of("name", "writer", "expression", "w")))))
        .isEqualTo(
            Map.of(
                "columns.label", "digit", "slices[0].name", "writer", "slices[0].expression", "w"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "run_id", "data_date", "tags", "input", "output", "gates"})
  void of_names_places_and_views_decide_nothing(String key) {
    assertThat(FigureKeys.of(Map.of(key, Map.of("model", "mlp")))).isEmpty();
  }
}
