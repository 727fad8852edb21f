// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {
  private static final CsvColumns COLUMNS =
      new CsvColumns(
          new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType), Set.of());

  private static CsvRecords records(Map<String, String> options) {
    return new CsvRecords("input", options, COLUMNS);
  }

  private static long ofLine(CsvRecords records, String line, boolean isFirst) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return records.ofLine(bytes, bytes.length, isFirst);
  }

  private static long ofFile(Map<String, String> options, String text) throws IOException {
    return records(options).ofFile(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_line_is_a_row_unless_it_is_blank_or_the_header() throws IOException {
    CsvRecords records = records(Map.of("HEADER", "true"));

    assertThat(ofLine(records, " ", true)).isZero();
    assertThat(ofLine(records, "a,b", false)).isZero();
    assertThat(ofLine(records, "1,2", false)).isEqualTo(1);
    assertThat(ofLine(records, "", false)).isZero();
    assertThat(ofLine(records, "1,2", false)).isEqualTo(1);
  }

  @Test
  void bytes_that_are_no_characters_are_refused() throws IOException {
    byte[] latin = "Z\u00fcrich,1".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> records(Map.of()).ofLine(latin, latin.length, false))
        .hasMessage("bytes that are no UTF-8; input.options.encoding says what they are");
    assertThatThrownBy(() -> records(Map.of()).ofFile(new ByteArrayInputStream(latin)))
        .hasMessage("bytes that are no UTF-8; input.options.encoding says what they are");
    assertThat(records(Map.of("encoding", "ISO-8859-1")).ofLine(latin, latin.length, false))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2#3,4# | 2",
        "1,2##3,4 | 2",
        "\"a#b\",2#3,4 | 2",
        "\"a\\\"#b\",2#3,4 | 2",
        "1,\"\"#3,\"x,#y\"#5,6 | 3",
        "a\"b,1#c,2 | 2",
        "` \"a`,1#c,2 | 2",
        "`` | 0",
      })
  void a_record_ends_outside_quotes(String text, long rows) throws IOException {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertThat(ofFile(Map.of(), text.replace("#", end))).isEqualTo(rows);
    }
  }

  @Test
  void options_are_followed() throws IOException {
    assertThat(ofFile(Map.of("header", "true"), "a,b\n1,2\n")).isEqualTo(1);
    assertThat(ofFile(Map.of("escape", "\""), "\"a \"\"\nb\"\"\",1\n2,3\n")).isEqualTo(2);
    assertThat(ofFile(Map.of("sep", "||", "quote", "'"), "1||'a\nb'\n2||\"\n")).isEqualTo(2);
    assertThat(ofFile(Map.of("quote", ""), "\"a,1\nb\",2\n")).isEqualTo(2);
    assertThat(ofFile(Map.of("lineSep", ";"), "1,2;3,4")).isEqualTo(2);
    assertThat(ofFile(Map.of(), "\ufeff\"a\nb\",1\n")).isEqualTo(1);
  }

  @Test
  void a_quote_that_is_never_closed_is_refused_where_it_is_opened() {
    assertThatThrownBy(() -> ofFile(Map.of(), "1,a\n2,\"b\n3,c\n4,d\n"))
        .isInstanceOfSatisfying(
            TextRecords.Fault.class, fault -> assertThat(fault.line()).isEqualTo(2))
        .hasMessage("a quote is opened and never closed, expected its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3", "1,2,", "1;2"})
  void a_record_has_as_many_values_as_there_are_columns(String record) {
    int values = record.split(",", -1).length;

    assertThatThrownBy(() -> ofLine(records(Map.of()), record, false))
        .hasMessage("values are " + values + ", expected 2, one a column (a, b); found " + record);
    assertThatThrownBy(() -> ofFile(Map.of(), "1,\"\n\"\n\n" + record + "\n1,2\n"))
        .isInstanceOfSatisfying(
            TextRecords.Fault.class, fault -> assertThat(fault.line()).isEqualTo(4))
        .hasMessageStartingWith("values are " + values);
  }

  @Test
  void values_are_told_apart_as_the_options_say() throws IOException {
    assertThat(ofFile(Map.of("sep", "\\t"), "1\t2\n")).isEqualTo(1);
    assertThat(ofFile(Map.of("DELIMITER", ";", "quote", "'"), "'1;2';3\n")).isEqualTo(1);
    assertThat(ofFile(Map.of("escape", "\""), "\"1\"\",2\",3\n")).isEqualTo(1);
    assertThatThrownBy(() -> ofFile(Map.of(), "1,2\n\"1 \"\"2\"\"\",3\n"))
        .hasMessage(
            "quotes stand in a quoted value unescaped; where they are doubled,"
                + " input.options.escape: '\"' reads them");
  }
}
