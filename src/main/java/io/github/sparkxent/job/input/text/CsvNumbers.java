// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.input.column.Advice;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.file.ColumnNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * Tells which texts Spark's CSV reader takes for a number of a type, and what a user can do about
 * others. Values of other types are left to Spark.
 */
public final class CsvNumbers {
  private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final Pattern INFINITE =
      Pattern.compile("[+-]?(1\\.#)?(inf(inity)?|\u221e)0*[+-]?");
  private static final Pattern NAN =
      Pattern.compile("[+-]?((1\\.#)?[qs]?nan(\\(.*\\))?|1\\.#ind)0*");

  /** The characters that YAML does not take unescaped between double quotes. */
  private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\\\\\p{Cntrl}]");

  private final String key;
  private final CsvDialect dialect;
  private final Locale locale;
  private final DecimalFormat localized;
  private final Pattern grouped;

  public CsvNumbers(String key, CsvDialect dialect) {
    this.key = key;
    this.dialect = dialect;
    locale = dialect.locale();
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(locale);
    localized = new DecimalFormat("", symbols);
    localized.setParseBigDecimal(true);
    String group = Pattern.quote(String.valueOf(symbols.getGroupingSeparator()));
    grouped = Pattern.compile("[^\\d]?\\d{1,3}(" + group + "\\d{3})*(?!\\d|" + group + ").*");
  }

  /**
   * Returns what is wrong with a value.
   *
   * @param text the value, or null
   * @return what was found and what was expected, or null if Spark reads it correctly
   */
  public String fault(String column, DataType type, String text) {
    if (text == null || text.equals(dialect.spelling(CsvDialect.NULL)) || !Advice.isNumber(type)) {
      return null;
    }
    try {
      return holds(type, text) ? null : beyond(type, text);
    } catch (IllegalArgumentException e) {
      return "found \"%s\", expected %s%s"
          .formatted(CsvValues.shown(text), type.sql(), advice(column, type, text));
    }
  }

  /**
   * Tells whether a type holds a number.
   *
   * @throws IllegalArgumentException if the text is no number of it
   */
  private boolean holds(DataType type, String text) {
    if (InputColumn.isFloating(type)) {
      return holdsFloat(DataTypes.FloatType.equals(type), text);
    }
    if (type instanceof DecimalType decimal) {
      BigDecimal value = decimal(text);
      int places = decimal.precision() - decimal.scale();
      return value.signum() == 0
          || (value.precision() - value.scale() <= places
              && value.setScale(decimal.scale(), RoundingMode.HALF_UP).precision()
                  <= decimal.precision());
    }
    return holdsInteger(type, text);
  }

  private boolean holdsFloat(boolean isFloat, String text) {
    for (String name : ReaderOptions.CSV_SPELLINGS.keySet()) {
      if (text.equals(dialect.spelling(name))) {
        return true;
      }
    }
    boolean isInfinite =
        isFloat
            ? Float.isInfinite(Float.parseFloat(text))
            : Double.isInfinite(Double.parseDouble(text));
    return !isInfinite || text.strip().matches("[+-]?Infinity");
  }

  private static boolean holdsInteger(DataType type, String text) {
    if (!DIGITS.matcher(text).matches()) {
      // Digits of other scripts are digits for Java and for Spark.
      Long.parseLong(text);
    }
    try {
      long value = Long.parseLong(text);
      return DataTypes.LongType.equals(type)
          || (DataTypes.IntegerType.equals(type) && value == (int) value)
          || (DataTypes.ShortType.equals(type) && value == (short) value)
          || (DataTypes.ByteType.equals(type) && value == (byte) value);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private BigDecimal decimal(String text) {
    boolean hasGroups =
        text.indexOf(localized.getDecimalFormatSymbols().getGroupingSeparator()) >= 0;
    if (hasGroups && !grouped.matcher(text).matches()) {
      throw new NumberFormatException();
    }
    if (locale.equals(Locale.US)) {
      return new BigDecimal(text.replace(",", ""));
    }
    ParsePosition position = new ParsePosition(0);
    Number value = localized.parse(text, position);
    if (position.getIndex() != text.length() || !(value instanceof BigDecimal decimal)) {
      throw new NumberFormatException();
    }
    return decimal;
  }

  private String beyond(DataType type, String text) {
    String wider = "";
    if (DataTypes.FloatType.equals(type) && Double.isFinite(Double.parseDouble(text))) {
      wider = "DOUBLE";
    } else if (InputColumn.isInteger(type) && holdsInteger(DataTypes.LongType, text)) {
      wider = "BIGINT";
    }
    return CsvValues.shown(text)
        + " is beyond the range of "
        + type.sql()
        + (wider.isEmpty() ? "" : "; " + wider + " in " + key + ".schema holds it");
  }

  private String advice(String column, DataType type, String text) {
    String stripped = text.strip();
    if (!stripped.equals(text) && fault(column, type, stripped) == null) {
      return "; "
          + option("ignoreLeadingWhiteSpace", "true")
          + " and "
          + option("ignoreTrailingWhiteSpace", "true")
          + " read it";
    }
    if (InputColumn.isInteger(type) && isIntegral(stripped)) {
      return "; DOUBLE in " + key + ".schema reads it";
    }
    if (DECIMAL_COMMA.matcher(stripped).matches()) {
      return ("; with STRING in %s.schema, cast(replace(%s, ',', '.') AS %s) reads a decimal"
              + " comma")
          .formatted(key, ColumnNames.quoted(column), type.sql());
    }
    String name = meant(type, text);
    return name == null || dialect.isGiven(name)
        ? ""
        : "; "
            + option(name, "\"" + text + "\"")
            + (name.equals(CsvDialect.NULL) ? " reads it as no value" : " reads it");
  }

  private String option(String name, String value) {
    return key + ".options." + name + ": " + value;
  }

  private static boolean isIntegral(String text) {
    try {
      double value = Double.parseDouble(text);
      return value == Math.rint(value) && Double.isFinite(value);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Returns the option that may say what a text without digits means, or null. */
  private static String meant(DataType type, String text) {
    if (text.isBlank() || !CsvValues.shown(text).equals(text) || UNQUOTABLE.matcher(text).find()) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (InputColumn.isFloating(type) && INFINITE.matcher(lower).matches()) {
      return lower.contains("-") ? CsvDialect.NEGATIVE : CsvDialect.POSITIVE;
    }
    if (InputColumn.isFloating(type) && NAN.matcher(lower).matches()) {
      return CsvDialect.NAN;
    }
    return lower.matches(".*\\d.*") ? null : CsvDialect.NULL;
  }
}
