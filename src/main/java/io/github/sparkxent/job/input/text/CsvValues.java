// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import org.apache.spark.sql.types.StructField;

/**
 * Checks the values of CSV records: there must be one for each column, and each needed one must be
 * of its column's type.
 *
 * <p>Spark's reader does not count the values if some columns are not needed, and turns a number
 * beyond its type into infinity.
 */
final class CsvValues {
  private static final int SHOWN = 40;

  private final String key;
  private final CsvColumns columns;
  private final CsvParser parser;
  private final CsvNumbers numbers;

  CsvValues(String key, CsvDialect dialect, CsvColumns columns) {
    this.key = key;
    this.columns = columns;
    parser = dialect.parser();
    numbers = new CsvNumbers(key, dialect);
  }

  /** Returns a text, short enough for a message. */
  static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
  }

  /** Looks at a record. */
  void require(String record, long line) throws TextRecords.Fault {
    String[] values = values(record, line);
    if (values == null) {
      return;
    }
    StructField[] fields = columns.stored().fields();
    if (values.length != fields.length) {
      throw new TextRecords.Fault(
          "values are "
              + values.length
              + ", expected "
              + fields.length
              + ", one a column ("
              + shown(String.join(", ", columns.stored().fieldNames()))
              + "); found "
              + shown(record),
          line);
    }
    for (int i = 0; i < values.length; i++) {
      if (columns.needed().contains(fields[i].name())) {
        String fault = numbers.fault(fields[i].name(), fields[i].dataType(), values[i]);
        if (fault != null) {
          throw new TextRecords.Fault("column " + fields[i].name() + ": " + fault, line);
        }
      }
    }
  }

  private String[] values(String record, long line) throws TextRecords.Fault {
    try {
      return parser.parseLine(record);
    } catch (TextParsingException e) {
      String message = String.valueOf(e.getMessage());
      throw new TextRecords.Fault(
          message.contains("nescaped quote")
              ? "quotes stand in a quoted value unescaped; where they are doubled, "
                  + key
                  + ".options.escape: '\"' reads them"
              : "values cannot be told apart: " + message.lines().findFirst().orElse(""),
          line);
    }
  }
}
