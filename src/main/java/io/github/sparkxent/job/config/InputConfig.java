// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows come from: paths, a path for each split, a table, or a query.
 *
 * @param path one or several files, directories or globs
 * @param splits the paths of each split by its name, instead of paths
 * @param format the files' format: parquet, orc, json or csv
 * @param schema the files' columns as DDL, or null to take those of the files
 * @param options of Spark's reader of the format
 * @param table a table's name, instead of paths
 * @param query a SELECT statement, instead of paths
 * @param waiting how long to wait for data that are not there yet, or null to end at once
 */
public record InputConfig(
    List<String> path,
    Map<String, List<String>> splits,
    String format,
    String schema,
    Map<String, String> options,
    String table,
    String query,
    @JsonProperty("wait") WaitingTime waiting) {
  /** Fills in the defaults. */
  public InputConfig {
    path = path == null ? List.of() : List.copyOf(path);
    splits = splits == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    format = format == null ? "parquet" : format;
    options =
        options == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (!splits.isEmpty() && !path.isEmpty()) {
      throw new IllegalArgumentException("both input.path and input.splits, expected one of them");
    }
    splits.forEach(
        (split, paths) -> {
          if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                "input.splits." + split + " is empty, expected a path");
          }
        });
    source(allPaths(path, splits), format, schema, options, table, query, waiting);
  }

  private static DataSource source(
      List<String> paths,
      String format,
      String schema,
      Map<String, String> options,
      String table,
      String query,
      WaitingTime waiting) {
    return new DataSource("input", paths, format, schema, options, table, query, waiting);
  }

  private static List<String> allPaths(List<String> path, Map<String, List<String>> splits) {
    return splits.isEmpty() ? path : splits.values().stream().flatMap(List::stream).toList();
  }

  /** Returns all of the input. */
  public DataSource source() {
    return source(allPaths(path, splits), format, schema, options, table, query, waiting);
  }

  /** Returns the part of the input that a split has a path for. */
  public DataSource source(String split) {
    return source(splits.get(split), format, schema, options, table, query, waiting);
  }

  @JsonCreator
  static InputConfig of(
      @JsonProperty("path") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> path,
      @JsonProperty("splits") JsonNode splits,
      @JsonProperty("format") String format,
      @JsonProperty("schema") String schema,
      @JsonProperty("options") JsonNode options,
      @JsonProperty("table") String table,
      @JsonProperty("query") String query,
      @JsonProperty("wait") JsonNode waiting) {
    return new InputConfig(
        path,
        ConfiguredMaps.textLists("input.splits", splits),
        format,
        schema,
        ConfiguredMaps.texts("input.options", options),
        table,
        query,
        WaitingTime.of("input.wait", waiting));
  }
}
