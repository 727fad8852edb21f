// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvNumbersTest {
  private static String fault(Map<String, String> options, String type, String text) {
    return new CsvNumbers("input", new CsvDialect(options))
        .fault("x", DataType.fromDDL(type), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FLOAT | -inf",
        "FLOAT | nan",
        "DOUBLE | -Infinity",
        "DOUBLE | ' 1.5 '",
        "FLOAT | 3.4028235e38",
        "FLOAT | 1e-60",
        "FLOAT | 1f",
        "DOUBLE | 0x1p3",
        "INT | -2147483648",
        "INT | +7",
        "BIGINT | 9223372036854775807",
        "TINYINT | 127",
        "'DECIMAL(4,2)' | 99.99",
        "'DECIMAL(4,2)' | 1.005",
        "'DECIMAL(9,2)' | '1,234,567.5'",
        "'DECIMAL(4,2)' | 0e9",
        "STRING | zero",
        "DATE | zero",
        "BOOLEAN | zero",
        "INT |",
        "INT | ''",
      })
  void what_spark_reads_rightly_passes(String type, String text) {
    assertThat(fault(Map.of(), type, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FLOAT | 1e39 | 1e39 is beyond the range of FLOAT; DOUBLE in input.schema holds it",
        "FLOAT | -3.4028236e38 | -3.4028236e38 is beyond the range of FLOAT; DOUBLE in input.schema"
            + " holds it",
        "FLOAT | 1e400 | 1e400 is beyond the range of FLOAT",
        "DOUBLE | 1e400 | 1e400 is beyond the range of DOUBLE",
        "INT | 2147483648 | 2147483648 is beyond the range of INT; BIGINT in input.schema holds it",
        "SMALLINT | -32769 | -32769 is beyond the range of SMALLINT; BIGINT in input.schema holds it",
        "BIGINT | 9223372036854775808 | 9223372036854775808 is beyond the range of BIGINT",
        "'DECIMAL(4,2)' | 99.995 | '99.995 is beyond the range of DECIMAL(4,2)'",
        "'DECIMAL(4,2)' | 1e999999999 | '1e999999999 is beyond the range of DECIMAL(4,2)'",
      })
  void a_number_that_the_type_does_not_hold_is_no_infinity(String type, String text, String said) {
    assertThat(fault(Map.of(), type, text)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FLOAT | -Inf | input.options.negativeInf: \"-Inf\" reads it",
        "FLOAT | -1.#INF | input.options.negativeInf: \"-1.#INF\" reads it",
        "FLOAT | Infinity- | input.options.negativeInf: \"Infinity-\" reads it",
        "DOUBLE | Infinity+ | input.options.positiveInf: \"Infinity+\" reads it",
        "DOUBLE | +INF | input.options.positiveInf: \"+INF\" reads it",
        "FLOAT | \u221e | input.options.positiveInf: \"\u221e\" reads it",
        "FLOAT | NAN | input.options.nanValue: \"NAN\" reads it",
        "FLOAT | -1.#IND | input.options.nanValue: \"-1.#IND\" reads it",
        "FLOAT | NA | input.options.nullValue: \"NA\" reads it as no value",
        "INT | zero | input.options.nullValue: \"zero\" reads it as no value",
        "INT | -Inf | input.options.nullValue: \"-Inf\" reads it as no value",
        "'DECIMAL(4,2)' | - | input.options.nullValue: \"-\" reads it as no value",
        "INT | 1.0 | DOUBLE in input.schema reads it",
        "INT | ' 1' | input.options.ignoreLeadingWhiteSpace: true and"
            + " input.options.ignoreTrailingWhiteSpace: true read it",
        "FLOAT | ' ' | input.options.ignoreLeadingWhiteSpace: true and"
            + " input.options.ignoreTrailingWhiteSpace: true read it",
        "FLOAT | 'inf ' | input.options.ignoreLeadingWhiteSpace: true and"
            + " input.options.ignoreTrailingWhiteSpace: true read it",
        "FLOAT | '1,5' | with STRING in input.schema, cast(replace(`x`, ',', '.') AS FLOAT) reads a"
            + " decimal comma",
        "'DECIMAL(4,2)' | '1,5' | with STRING in input.schema, cast(replace(`x`, ',', '.') AS"
            + " DECIMAL(4,2)) reads a decimal comma",
      })
  void another_text_is_named_with_what_reads_it(String type, String text, String advice) {
    assertThat(fault(Map.of(), type, text))
        .isEqualTo("found \"" + text + "\", expected " + type + "; " + advice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5.2", "50%", "0x", "1_000", "a\"b", "a\\b", "a\tb"})
  void nothing_is_advised_where_nothing_is_known_to_help(String text) {
    assertThat(fault(Map.of(), "FLOAT", text)).isEqualTo("found \"" + text + "\", expected FLOAT");
  }

  @Test
  void an_option_that_is_given_is_followed_and_not_advised() {
    Map<String, String> options = Map.of("NEGATIVEINF", "-Inf", "nullvalue", "NA");

    assertThat(fault(options, "FLOAT", "-Inf")).isNull();
    assertThat(fault(options, "INT", "NA")).isNull();
    assertThat(fault(options, "FLOAT", "-inf")).isEqualTo("found \"-inf\", expected FLOAT");
    assertThat(fault(options, "FLOAT", "null")).isEqualTo("found \"null\", expected FLOAT");
    assertThat(fault(options, "FLOAT", "")).isEqualTo("found \"\", expected FLOAT");
  }

  @Test
  void a_long_value_is_shortened() {
    assertThat(fault(Map.of(), "INT", "zero ".repeat(99)))
        .isEqualTo("found \"" + "zero ".repeat(8) + "...\", expected INT");
  }

  @Test
  void decimals_are_those_of_the_locale() {
    Map<String, String> german = Map.of("locale", "de-DE");

    assertThat(fault(german, "DECIMAL(9,2)", "1.234,5")).isNull();
    assertThat(fault(german, "DECIMAL(9,2)", "1,5")).isNull();
    assertThat(fault(german, "DECIMAL(9,2)", "1.5"))
        .isEqualTo("found \"1.5\", expected DECIMAL(9,2)");
  }
}
