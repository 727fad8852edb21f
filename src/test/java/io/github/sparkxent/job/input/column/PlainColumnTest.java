// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainColumnTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "logits, logits",
        "\"  Label \", Label",
        "größe_1, größe_1",
        "_x, _x",
        "`a b.c`, a b.c",
        "`a``b`, a`b",
        "`current_date`, current_date",
        "users, users"
      })
  void is_a_name_with_or_without_backquotes(String expression, String name) {
    assertThat(PlainColumn.name(expression)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.b",
        "a + 1",
        "logit_*",
        "`logit-*`x",
        "`a`.`b`",
        "a[0]",
        "1",
        "1a",
        "'a'",
        "a b",
        "a -- b",
        "NULL",
        "true",
        "current_user",
        "Current_Date",
        "a()",
        "``",
        "`a`b`",
        "-a"
      })
  void is_nothing_else(String expression) {
    assertThat(PlainColumn.name(expression)).isNull();
  }
}
