// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Optional lists of optional lists of optional values: 2 is a list, 4 an element, 5 a value. */
class NestedLevelsTest {
  private final NestedLevels levels = new NestedLevels(5, 2, 4);

  /** Returns a page with levels, each in a run of its own. */
  private static Page page(int[] repetitions, int[] definitions) throws PageFault {
    Page page = new Page();
    byte[] repeated = runs(repetitions);
    byte[] defined = runs(definitions);
    page.repetition.start(repeated, 0, repeated.length, 2);
    page.definition.start(defined, 0, defined.length, 3);
    return page;
  }

  private static byte[] runs(int[] numbers) {
    byte[] runs = new byte[2 * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      runs[2 * i] = 2;
      runs[2 * i + 1] = (byte) numbers[i];
    }
    return runs;
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void nulls_and_empty_lists_of_each_level_are_told_apart() throws PageFault {
    // null, [], [null], [[]], [[null]], [[x, x], [x]]
    int[] repetitions = {0, 0, 0, 0, 0, 0, 2, 1};
    int[] definitions = {0, 1, 2, 3, 4, 5, 5, 5};
    levels.reset();

    assertThat(levels.read(page(repetitions, definitions), 8)).isEqualTo(3);
    assertThat(levels.rows()).isEqualTo(6);
    assertThat(levels.elements()).isEqualTo(4);
    assertThat(levels.lists()).startsWith(0, 0, 0, 1, 2, 3, 5);
    assertThat(levels.starts()).startsWith(0, 0, 0, 1, 3, 4);
    assertThat(levels.nullRows()).startsWith(true, false, false, false, false, false);
    assertThat(levels.nullLists()).startsWith(true, false, false, false, false);
    assertThat(levels.nullElements()).startsWith(true, false, false, false);

    levels.forget(5);
    assertThat(levels.lists()).startsWith(0, 2);
    assertThat(levels.starts()).startsWith(0, 2, 3);
    assertThat(levels.nullRows()).isNull();
    assertThat(levels.nullLists()).isNull();
    assertThat(levels.nullElements()).isNull();
  }

  @Test
  void a_row_goes_on_with_the_next_levels() throws PageFault {
    levels.reset();
    levels.read(page(new int[] {0, 2}, new int[] {5, 5}), 2);
    levels.read(page(new int[] {2, 1, 0}, new int[] {5, 3, 5}), 3);

    assertThat(levels.begun()).isEqualTo(1);
    assertThat(levels.rows()).isEqualTo(2);
    assertThat(levels.lists()).startsWith(0, 2, 3);
    assertThat(levels.starts()).startsWith(0, 3, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 5 | a list of a row that has not begun",
        "2 | 5 | an element of a row that has not begun",
        "0 2 | 3 5 | an element of a row or list that is null or empty",
        "0 2 | 2 5 | an element of a row or list that is null or empty",
        "0 1 | 1 5 | a list of a row or list that is null or empty",
        "0 1 | 0 5 | a list of a row or list that is null or empty",
        "0 1 | 5 1 | a row that goes on without a list",
        "0 2 | 5 3 | a list that goes on without an element",
        "3 | 5 | repetition level 3, expected at most 2",
        "0 | 6 | definition level 6, expected at most 5",
      })
  void levels_that_cannot_be_are_refused(String repetitions, String definitions, String message) {
    levels.reset();
    int[] repeated = numbers(repetitions);

    assertThatThrownBy(() -> levels.read(page(repeated, numbers(definitions)), repeated.length))
        .isInstanceOf(PageFault.class)
        .hasMessage(message);
  }
}
