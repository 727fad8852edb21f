// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderOptionsTest {
  private static void require(String format, String name, String value) {
    ReaderOptions.require("input", format, Map.of(name, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | comment | #",
        "csv | COMMENT | #",
        "csv | columnNameOfCorruptRecord | x",
        "csv | compression | gzip",
        "csv | inputBufferSize | 1",
        "csv | singleVariantColumn | v",
        "csv | path | other",
        "csv | allowSingleQuotes | true",
        "json | useUnsafeRow | true",
        "json | header | true",
        "parquet | header | true",
        "parquet | pathGlobFilter | *.parquet",
        "parquet | modifiedafter | 2020-01-01",
        "parquet | ignoredPathSegmentRegex | a.*",
        "parquet | parquet.filter.record-level.enabled | true",
        "parquet | dfs.client.read.shortcircuit.skip.checksum | true",
        "orc | orc.skip.corrupt.data | true",
        "orc | datetimeRebaseMode | LEGACY",
      })
  void an_option_that_is_not_on_the_list_is_refused(String format, String name, String value) {
    assertThatThrownBy(() -> require(format, name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "input.options." + name + " is \"" + value + "\", expected no such option")
        .hasMessageContaining("; allowed for " + format + " are ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | enforceSchema | true | expected false: a header in another order would not be noticed",
        "csv | EnforceSchema | TRUE | expected false",
        "csv | columnPruning | true | expected false",
        "csv | mode | DROPMALFORMED | expected FAILFAST: malformed lines would be lost",
        "csv | unescapedQuoteHandling | SKIP_VALUE | expected RAISE_ERROR: a value with quotes",
        "csv | header | yes | expected true or false",
        "json | multiLine | 1 | expected true or false",
        "json | allowcomments | true | expected false: what stands in a comment",
        "json | enableDateTimeParsingFallback | true | expected false",
        "parquet | ignoreCorruptFiles | true | expected false: files would be left out",
        "orc | IGNOREMISSINGFILES | true | expected false",
        "parquet | recursiveFileLookup | true | expected false: directories such as split=test",
        "parquet | parquet.page.verify-checksum.enabled | false | expected true: damaged pages",
        "parquet | Parquet.Page.Verify-Checksum.Enabled | FALSE | expected true",
        "parquet | int96RebaseMode | x | expected one of CORRECTED, EXCEPTION, LEGACY",
      })
  void a_value_that_loses_or_changes_something_is_refused(
      String format, String name, String value, String expected) {
    assertThatThrownBy(() -> require(format, name, value))
        .hasMessageStartingWith("input.options." + name + " is \"" + value + "\", " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | HEADER | True",
        "csv | sep | ;",
        "csv | quote | ''",
        "csv | enforceSchema | false",
        "csv | mode | failfast",
        "csv | maxCharsPerColumn | 100",
        "csv | negativeInf | -Inf",
        "json | charset | UTF-16",
        "json | timeZone | UTC",
        "json | allowNonNumericNumbers | false",
        "parquet | basePath | /data",
        "parquet | MergeSchema | true",
        "parquet | datetimeRebaseMode | corrected",
        "parquet | parquet.page.verify-checksum.enabled | TRUE",
        "parquet | parquet.encryption.footer.key | k",
        "parquet | parquet.crypto.factory.class | c",
        "orc | fs.s3a.secret.key | s",
        "csv | fs.azure.account.key.x.dfs.core.windows.net | s",
        "csv | google.cloud.auth.service.account.json.keyfile | f",
      })
  void an_option_that_loses_nothing_is_allowed(String format, String name, String value) {
    assertThatCode(() -> require(format, name, value)).doesNotThrowAnyException();
  }

  @Test
  void a_secret_is_not_shown() {
    assertThatThrownBy(() -> require("parquet", "my.secret.key", "abc"))
        .hasMessageStartingWith("input.options.my.secret.key is \"***\", expected no such option");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep SEP", "sep delimiter", "charset Encoding"})
  void the_same_option_twice_is_refused(String names) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      options.put(name, "x");
    }
    assertThatThrownBy(() -> ReaderOptions.require("labels", "csv", options))
        .hasMessage(
            "labels.options has both " + names.replace(" ", " and ") + ", expected one of them");
  }
}
