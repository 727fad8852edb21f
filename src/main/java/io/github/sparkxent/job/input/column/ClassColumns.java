// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.ColumnNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of a pattern such as {@code logit_*}: one for each class, with the class's number at
 * the end of its name.
 *
 * @param pattern the pattern as it was given
 * @param prefix the text before the number
 */
record ClassColumns(String pattern, String prefix) {
  private static final Pattern PATTERN =
      Pattern.compile("`([^`]+)\\*`|([\\p{L}_][\\p{L}\\p{N}_]*)\\*");
  private static final int MAX_DIGITS = 9;

  /** Returns the columns that an expression stands for, or null if it is a plain expression. */
  static ClassColumns of(String expression) {
    Matcher matcher = PATTERN.matcher(expression.strip());
    if (!matcher.matches()) {
      return null;
    }
    String prefix = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new ClassColumns(expression.strip(), prefix);
  }

  /** Tells whether a column is one of these. */
  boolean matches(String column) {
    return column.length() > prefix.length()
        && column.length() <= prefix.length() + MAX_DIGITS
        && column.regionMatches(true, 0, prefix, 0, prefix.length())
        && column.substring(prefix.length()).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns how many there are. */
  long count(String[] columns) {
    return Arrays.stream(columns).filter(this::matches).count();
  }

  /** Returns the array of these columns in the order of their numbers. */
  String expression(String key, String[] columns, ColumnNames names) {
    TreeMap<Integer, String> byNumber = new TreeMap<>();
    for (String column : columns) {
      if (matches(column) && names.same(column.substring(0, prefix.length()), prefix)) {
        int number = Integer.parseInt(column.substring(prefix.length()));
        String other = byNumber.put(number, column);
        if (other != null) {
          throw refuse(key, "has " + other + " and " + column + ", expected each number once");
        }
      }
    }
    if (byNumber.isEmpty()) {
      throw refuse(
          key,
          "matches no column, expected %s, %s and so on (columns are %s)"
              .formatted(name(0), name(1), String.join(", ", columns)));
    }
    int expected = 0;
    for (Map.Entry<Integer, String> column : byNumber.entrySet()) {
      if (column.getKey() != expected) {
        throw refuse(
            key,
            "has %s but no %s, expected a column for each number from 0 on"
                .formatted(column.getValue(), name(expected)));
      }
      expected++;
    }
    return byNumber.values().stream()
        .map(ColumnNames::quoted)
        .collect(Collectors.joining(", ", "array(", ")"));
  }

  private String name(int number) {
    return String.format(Locale.ROOT, "%s%d", prefix, number);
  }

  private EvaluationException refuse(String key, String problem) {
    return EvaluationException.configuration(key + " \"" + pattern + "\" " + problem);
  }
}
