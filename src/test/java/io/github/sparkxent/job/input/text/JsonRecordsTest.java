// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private static final StructType SCHEMA =
      StructType.fromDDL("label INT, logits ARRAY<FLOAT>, d DOUBLE, s STRUCT<f: FLOAT>");

  private static JsonRecords records(String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new JsonRecords("input", map, SCHEMA);
  }

  private static long rows(JsonRecords records, String line, Charset charset) throws IOException {
    byte[] bytes = line.getBytes(charset);
    return records.ofLine(bytes, bytes.length, true);
  }

  private static long rows(String line) throws IOException {
    return rows(records(), line, StandardCharsets.UTF_8);
  }

  private static void assertFault(String line, String message) {
    assertThatThrownBy(() -> rows(line))
        .isInstanceOf(TextRecords.Fault.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"label\":1} | 1",
        "  {\"label\":1}   | 1",
        "{'label':1} | 1",
        "{} | 1",
        "[{\"label\":1},{}, {\"logits\":[NaN,-Infinity,1]}] | 3",
        "[] | 0",
        "`` | 0",
        "` \t` | 0",
        "{\"a\":{\"label\":1},\"label\":2} | 1",
        "{\"logits\":[3.4028234663852886e38,-3.4e38,1e-400]} | 1",
        "{\"unknown\":1e39,\"label\":1} | 1",
        "{\"d\":1e300} | 1",
      })
  void a_line_of_records_is_as_many_rows(String line, long rows) throws IOException {
    assertThat(rows(line)).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"label\":1}{\"label\":2}",
        "{\"label\":1} {\"label\":2}",
        "{\"label\":1},",
        "{\"label\":1} garbage",
        "{\"label\":1}]",
        "{\"label\":1}}",
        "{\"label\":1} 5",
        "[{\"label\":1}] [{\"label\":2}]",
        "{\"label\":1} // {\"label\":2}",
        "{\"label\":1}\u0000",
      })
  void what_follows_a_record_is_refused(String line) {
    assertFault(
        line, "something follows the first record, expected one record or one array of records");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"label\":1,\"label\":2} | Duplicate field 'label', expected each key once",
        "{\"s\":{\"f\":1,\"f\":2}} | Duplicate field 'f', expected",
        "5 | found 5, expected a record in braces",
        "null | found null, expected a record",
        "[1, {}] | found 1, expected a record",
        "[{}, null] | found null, expected a record",
        "[[{}]] | found [, expected a record",
        "no json | no JSON: Unrecognized token 'no'",
        "{label:1} | no JSON: Unexpected character",
        "// {\"label\":1} | no JSON: ",
        "{\"label\":1 | the text ends within a value, expected a record a line; a file",
        "[ | takes input.options.multiLine: true",
        "{\"logits\":[1e39]} | 1e39 in \"logits\" is beyond the range of FLOAT; DOUBLE may hold it",
        "{\"s\":{\"f\":-1e39}} | -1e39 in \"f\" is beyond the range of FLOAT",
        "{\"d\":1e400} | 1e400 in \"d\" is beyond the range of DOUBLE",
        "{\"split\":\"\\ud800\"} | half a surrogate pair in \"split\"",
        "{\"split\":\"\\udc00\\ud800\"} | half a surrogate pair in \"split\"",
      })
  void what_is_not_one_record_is_refused(String line, String message) {
    assertFault(line, message);
  }

  @Test
  void whole_characters_are_none_of_that() throws IOException {
    assertThat(rows("{\"split\":\"\\ud83d\\ude00 \ud83d\ude00 \u00fc\"}")).isEqualTo(1);
  }

  @Test
  void bytes_that_are_no_characters_are_refused() {
    assertThatThrownBy(() -> rows(records(), "{\"split\":\"\u00fc\"}", StandardCharsets.ISO_8859_1))
        .isInstanceOf(TextRecords.Fault.class);
    assertThatThrownBy(
            () ->
                rows(
                    records("charset", "UTF-8"),
                    "{\"split\":\"\u00fc\"}",
                    StandardCharsets.ISO_8859_1))
        .hasMessageContaining("bytes that are no UTF-8; input.options.encoding says what they are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-8"})
  void an_encoding_is_followed(String encoding) throws IOException {
    JsonRecords records = records("Encoding", encoding);

    assertThat(rows(records, "{\"split\":\"\u00fc\"}", Charset.forName(encoding))).isEqualTo(1);
  }

  @Test
  void options_of_the_grammar_are_followed() throws IOException {
    JsonRecords records =
        records("allowUnquotedFieldNames", "true", "ALLOWNUMERICLEADINGZEROS", "true");

    assertThat(rows(records, "{label:01}", StandardCharsets.UTF_8)).isEqualTo(1);
    assertThatThrownBy(
            () -> rows(records("allowSingleQuotes", "false"), "{'a':1}", StandardCharsets.UTF_8))
        .hasMessageContaining("no JSON");
    assertThatThrownBy(
            () ->
                rows(
                    records("allowNonNumericNumbers", "false"),
                    "{\"d\":NaN}",
                    StandardCharsets.UTF_8))
        .hasMessageContaining("no JSON");
  }

  @Test
  void a_file_of_one_array_over_several_lines_is_as_many_rows() throws IOException {
    assertThat(ofFile("[\n {\"label\":1},\n {\"label\":\n2}\n]\n")).isEqualTo(2);
    assertThat(ofFile("{\n\"label\":1}\n")).isEqualTo(1);
    assertThat(ofFile("\n")).isZero();
  }

  @Test
  void a_file_with_more_than_one_value_is_refused_by_line() {
    for (String second : new String[] {"{\"label\":2}", "[]", "x"}) {
      assertThatThrownBy(() -> ofFile("{\n\"label\":1\n}\n" + second + "\n"))
          .isInstanceOfSatisfying(
              TextRecords.Fault.class, fault -> assertThat(fault.line()).isEqualTo(4))
          .hasMessageContaining("expected one record or one array of records a file");
    }
    assertThatThrownBy(() -> ofFile("[{\"label\":1},\n"))
        .hasMessageContaining("the text ends within a value, expected a whole record");
  }

  private static long ofFile(String text) throws IOException {
    return records("multiLine", "true")
        .ofFile(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
