// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation would read.
 *
 * @param files how many files, or null for a table or a query
 * @param rows how many rows their footers or the table promise, or null if nothing does
 * @param tables the tables that would be read at a version, in words
 * @param reader what would read the rows, in words
 * @param filter the condition of the rows that the run is about, or null: it is about all
 * @param columns the types of the columns by name, as the evaluation takes them
 */
public record CheckedInput(
    Long files,
    Long rows,
    List<String> tables,
    String reader,
    String filter,
    Map<String, String> columns) {
  /** Keeps the columns in order. */
  public CheckedInput {
    tables = List.copyOf(tables);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
