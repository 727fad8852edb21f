// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.github.sparkxent.job.config.ReaderOptions;
import java.util.Locale;
import java.util.Map;

/**
 * The meaning of the options of Spark's CSV reader: how a record is cut into values, and which
 * texts without digits are floats.
 *
 * <p>Records are cut by Spark's own parser, with Spark's settings.
 */
public final class CsvDialect {
  static final String NAN = "nanValue";
  static final String POSITIVE = "positiveInf";
  static final String NEGATIVE = "negativeInf";
  static final String NULL = "nullValue";

  private static final int MAX_COLUMNS = 20480;

  private final Map<String, String> options;

  public CsvDialect(Map<String, String> options) {
    this.options = options;
  }

  /** Returns an option's value, or Spark's default. */
  String option(String name, String otherwise) {
    return ReaderOptions.value(options, name, otherwise);
  }

  /** Returns the spelling of a number without digits, or the text that stands for no value. */
  String spelling(String name) {
    return option(name, ReaderOptions.CSV_SPELLINGS.getOrDefault(name, ""));
  }

  boolean isGiven(String name) {
    return option(name, null) != null;
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(option(name, "false"));
  }

  Locale locale() {
    return Locale.forLanguageTag(option("locale", "en-US"));
  }

  String separator() {
    return option("sep", option("delimiter", ","))
        .replace("\\t", "\t")
        .replace("\\b", "\b")
        .replace("\\f", "\f")
        .replace("\\\\", "\\");
  }

  /** Returns the character of an option, or that of no text if it is empty. */
  char character(String name, String otherwise) {
    String text = option(name, otherwise);
    return text.isEmpty() ? '\0' : text.charAt(0);
  }

  /** Returns a parser of one record at a time. */
  CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    CsvFormat format = settings.getFormat();
    format.setDelimiter(separator());
    format.setQuote(character("quote", "\""));
    format.setQuoteEscape(character("escape", "\\"));
    if (isGiven("charToEscapeQuoteEscaping")) {
      format.setCharToEscapeQuoteEscaping(character("charToEscapeQuoteEscaping", ""));
    }
    if (isGiven("lineSep")) {
      format.setLineSeparator(option("lineSep", ""));
      format.setNormalizedNewline('\0');
    }
    settings.setCommentProcessingEnabled(false);
    settings.setIgnoreLeadingWhitespaces(flag("ignoreLeadingWhiteSpace"));
    settings.setIgnoreTrailingWhitespaces(flag("ignoreTrailingWhiteSpace"));
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxColumns(Integer.parseInt(option("maxColumns", String.valueOf(MAX_COLUMNS))));
    settings.setNullValue(spelling(NULL));
    settings.setEmptyValue(option("emptyValue", ""));
    settings.setMaxCharsPerColumn(Integer.parseInt(option("maxCharsPerColumn", "-1")));
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    return new CsvParser(settings);
  }
}
