// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * The columns in the names of a file's directories, as in {@code split=test/}.
 *
 * @param base the directory above them, or null if there is none
 * @param values the text of each by its name, from the outermost on; null for Hive's name of null
 */
public record PartitionDirectory(String base, Map<String, String> values) {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final PartitionDirectory NONE = new PartitionDirectory(null, Map.of());
  private static final int HEX = 16;

  /**
   * Reads the names of directories from the file's own upwards. Directories with other names are
   * passed over until the first column; after it, such a directory ends the search.
   *
   * @param top the directory above which no name is a column, or null
   * @param depth how many directories lie below the one that the user named; others are not
   *     searched
   */
  static PartitionDirectory of(Path file, Path top, int depth, ColumnNames names) {
    Map<String, String> upwards = new LinkedHashMap<>();
    Path directory = file.getParent();
    while (directory != null && directory.getParent() != null && !directory.equals(top)) {
      String name = directory.getName();
      // A name without a column or a value was refused when the files were listed.
      int equals = name.matches(".+=.+") ? name.indexOf('=') : -1;
      if (equals < 0 && (!upwards.isEmpty() || directory.depth() <= depth)) {
        break;
      }
      if (equals >= 0) {
        put(upwards, name, equals, directory, names);
      }
      directory = directory.getParent();
    }
    return upwards.isEmpty()
        ? NONE
        : new PartitionDirectory(directory.toString(), reversed(upwards));
  }

  private static void put(
      Map<String, String> columns, String name, int equals, Path directory, ColumnNames names) {
    String column = unescaped(name.substring(0, equals));
    String value = name.substring(equals + 1);
    if (columns.keySet().stream().anyMatch(other -> names.same(other, column))) {
      throw EvaluationException.input(
          ("directory %s has column %s, which a directory below it has too, expected each"
                  + " once")
              .formatted(directory, column));
    }
    columns.put(column, value.equals(NULL) ? null : unescaped(value));
  }

  private static Map<String, String> reversed(Map<String, String> upwards) {
    List<String> order = new ArrayList<>(upwards.keySet());
    Collections.reverse(order);
    Map<String, String> values = new LinkedHashMap<>();
    order.forEach(name -> values.put(name, upwards.get(name)));
    return values;
  }

  /** Returns a name without the escapes of Hive and Spark, {@code %2F} for a slash. */
  static String unescaped(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      int code = name.charAt(i) == '%' && i + 2 < name.length() ? code(name, i + 1) : -1;
      text.append(code < 0 ? name.charAt(i) : (char) code);
      i += code < 0 ? 0 : 2;
    }
    return text.toString();
  }

  private static int code(String name, int from) {
    int high = Character.digit(name.charAt(from), HEX);
    int low = Character.digit(name.charAt(from + 1), HEX);
    return high < 0 || low < 0 ? -1 : high * HEX + low;
  }
}
