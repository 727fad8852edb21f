// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainYamlTest {
  private static JsonNode read(String yaml) throws JsonProcessingException {
    return PlainYaml.read(new YAMLMapper(), yaml);
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(JsonProcessingException.class)
        .extracting(e -> ((JsonProcessingException) e).getOriginalMessage())
        .isEqualTo(message);
  }

  @Nested
  class An_alias {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "a: {b: &x 1}\\nc: {d: [0, *x]} | c.d[1]",
          "a: &x {b: 1}\\nc:\\n  <<: *x | c.<<",
          "a: &x [*x] | a[0]",
          "[{a: &x [1], b: *x}] | [0].b",
        })
    void is_refused_wherever_it_stands(String yaml, String key) {
      assertRefused(yaml, key + ": found the alias *x, expected the value itself, written out");
    }

    @Test
    void is_refused_alone_and_as_a_key() {
      assertRefused("*x", "found the alias *x, expected the value itself, written out");
      assertThatThrownBy(() -> read("a: &x b\n? *x\n: 1")).hasMessageContaining("anchor=x");
    }

    @Test
    void may_lack_its_anchor_s_use() throws JsonProcessingException {
      assertThat(read("a: &x 1").path("a").intValue()).isEqualTo(1);
    }

    @Test
    void is_text_in_quotes() throws JsonProcessingException {
      assertThat(read("a: '*x'").path("a").textValue()).isEqualTo("*x");
    }
  }

  @Nested
  class A_number {
    @ParameterizedTest
    @CsvSource({"1e400, Infinity", "-1e400, -Infinity", "1e-400, 0.0", "-0.001e-400, -0.0"})
    void that_no_double_holds_is_refused(String number, String value) {
      assertRefused(
          "a: [" + number + "]",
          "a[0]: found "
              + number
              + ", which as a double is "
              + value
              + ", expected a number in the range of a double");
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.inf", ".NaN", "1_0.5", "!!float .inf"})
    void that_is_no_decimal_number_is_refused(String number) {
      assertRefused(
          "a: " + number,
          "a: found "
              + number.replace("!!float ", "")
              + ", expected a number in decimal digits, or text in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "-010", "00", "0x10", "0b11", "1_000", "0_7", "+5"})
    void that_versions_of_yaml_read_differently_is_refused(String number) {
      assertRefused(
          "a: " + number,
          "a: found " + number + ", expected an integer in decimal digits, or text in quotes");
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "-0, 0",
      "-100, -100",
      "0.0e0, 0",
      ".5, 0.5",
      "+1.5, 1.5",
      "1., 1",
      "1e-6, 1e-6",
      "4.9e-324, 4.9e-324",
      "1.7976931348623157e308, 1.7976931348623157e308"
    })
    void in_decimal_digits_is_what_is_written(String number, double value)
        throws JsonProcessingException {
      assertThat(read("a: " + number).path("a").doubleValue()).isEqualTo(value);
    }
  }

  @Nested
  class A_truth_value {
    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "off", "True", "FALSE", "!!bool yes"})
    void that_is_not_true_or_false_is_refused(String text) {
      assertRefused(
          "a: " + text,
          "a: found "
              + text.replace("!!bool ", "")
              + ", expected true or false, or text in quotes");
    }

    @Test
    void is_true_or_false() throws JsonProcessingException {
      assertThat(read("[true, false]")).hasToString("[true,false]");
    }
  }
}
