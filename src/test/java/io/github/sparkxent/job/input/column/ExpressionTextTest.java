// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of an expression say that Spark does not tell. */
class ExpressionTextTest {
  private static String clock(String sql) {
    return new ExpressionText(sql).clock(Set.of("label", "day"), Set.of("day"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now()",
        "1 + Now ( )",
        "`now`()",
        "current_date",
        "hour(CURRENT_TIMESTAMP)",
        "current_time(3)",
        "unix_timestamp()",
        "day = 'Today'",
        "day > \"yesterday\"",
        "timestamp'now'",
        "cast('tomorrow UTC' as date)",
        "concat('a''', string(now()), '''')",
        "'\\\\' = string(now())"
      })
  void a_clock_is_found(String sql) {
    assertThat(clock(sql)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label = 'now()'",
        "label = \"now()\"",
        "'it\\'s now()'",
        "label /* now() */ + 1 -- now()",
        "now",
        "`now`",
        "label.current_date",
        "label = 'today'",
        "update = 'today'",
        "unix_timestamp(label)",
        "day = 'nowhere'",
        "knowing(label)"
      })
  void other_words_are_no_clock(String sql) {
    assertThat(clock(sql)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(SELECT 1)",
        "label in (select label from t)",
        "1 + ((with q as (select 1) select * from q))",
        "exists(select 1)",
        "(VALUES 1)",
        "(select (1))",
        "(select *)"
      })
  void a_subquery_is_found(String sql) {
    assertThat(new ExpressionText(sql).hasSubquery()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'(select 1)'", "select + 1", "(select + 1)", "selected(label)", "(`select`)"})
  void other_brackets_are_no_subquery(String sql) {
    assertThat(new ExpressionText(sql).hasSubquery()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window(ts, '10 minutes', '5 minutes')",
        "Window(f(a, b), '1 day', '2 days').start"
      })
  void overlapping_windows_are_found(String sql) {
    assertThat(new ExpressionText(sql).hasOverlappingWindows()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window(ts, '10 minutes')",
        "window(ts, '1 day', '1 DAY', '8 hours')",
        "window(f(a, b, c), '1 day')",
        "window"
      })
  void other_windows_do_not_overlap(String sql) {
    assertThat(new ExpressionText(sql).hasOverlappingWindows()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Day >= '2026-11-28'",
        "`day` in ('a', 'b') or not (DAY is null)",
        "cast(day AS int) > 3 and substr(day, 1, 2) <> '07'",
        "day::int between 1 and 31",
        "to_date(day) > date '2026-01-01'"
      })
  void a_condition_may_be_on_some_columns_only(String sql) {
    assertThat(new ExpressionText(sql).isOnlyOn(Set.of("day", "hour"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "birthday > '2026-11-28'",
        "label = 3",
        "name = 'day'",
        "day(written) > 3",
        "times.day = '1'",
        "day > '1' OR label = 3",
        "true"
      })
  void a_column_of_a_similar_name_is_another_one(String sql) {
    assertThat(new ExpressionText(sql).isOnlyOn(Set.of("d", "day"))).isFalse();
  }

  private static List<String> conjuncts(String sql) {
    return new ExpressionText(sql).conjuncts();
  }

  @Test
  void conditions_are_told_apart_where_and_joins_them() {
    assertThat(conjuncts("day = 'a and b' AND lang = 'en'"))
        .containsExactly("day = 'a and b'", "lang = 'en'");
    assertThat(conjuncts("x BETWEEN 1 AND 2 and not y And (a OR b and c)"))
        .containsExactly("x BETWEEN 1 AND 2", "not y", "(a OR b and c)");
    assertThat(conjuncts("exists(xs, x -> x > 1 AND x < 2) AND `a and b` = \"x AND y\""))
        .containsExactly("exists(xs, x -> x > 1 AND x < 2)", "`a and b` = \"x AND y\"");
    assertThat(conjuncts("x NOT BETWEEN (CASE WHEN a AND b THEN 1 END) AND 2 AND c"))
        .containsExactly("x NOT BETWEEN (CASE WHEN a AND b THEN 1 END) AND 2", "c");
    assertThat(conjuncts("land = brand")).containsExactly("land = brand");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a AND b OR c",
        "a AND CASE WHEN b AND c THEN d END",
        "a AND b AS c",
        "a AND t.and",
        "a AND between.x AND c",
        "a -- AND b\n AND c",
        "a AND /* b */ c",
        "a = r'\\' AND b = 'x'",
        "a = 'it\\'s' AND b",
        "(a AND b",
        "a) AND (b",
        "a AND",
        "AND b",
        "a = 'x AND b"
      })
  void a_doubtful_one_is_one_condition(String sql) {
    assertThat(conjuncts(sql)).containsExactly(sql);
  }
}
