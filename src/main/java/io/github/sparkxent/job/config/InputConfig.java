// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Collections;
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
 * @param version the snapshot, tag, branch or version of the table, or null: the current one
 * @param query a SELECT statement, instead of paths
 * @param where a condition, or null: which files to read, by the columns in the names of
 *     directories, and which of their rows to evaluate
 * @param reader what reads Parquet files
 * @param waiting how long to wait for data that are not there yet, or null to end at once
 */
public record InputConfig(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> path,
    @JsonDeserialize(using = ConfiguredValue.TextLists.class) Map<String, List<String>> splits,
    String format,
    String schema,
    @JsonDeserialize(using = ConfiguredValue.Texts.class) Map<String, String> options,
    String table,
    @JsonDeserialize(using = ConfiguredValue.Text.class) String version,
    String query,
    String where,
    Reader reader,
    @JsonProperty("wait") @JsonDeserialize(using = WaitingTime.Reader.class) WaitingTime waiting) {
  /** What reads Parquet files. */
  public enum Reader {
    /** The program's own scan where it can, else Spark's reader. */
    AUTO,
    /** Spark's reader. */
    SPARK
  }

  /** Fills in the defaults; {@link #source()} checks the values. */
  public InputConfig {
    path = List.copyOf(requireNonNullElse(path, List.of()));
    splits = Collections.unmodifiableMap(requireNonNullElse(splits, Map.of()));
    format = requireNonNullElse(format, DataSource.PARQUET);
    reader = requireNonNullElse(reader, Reader.AUTO);
    options = Collections.unmodifiableMap(requireNonNullElse(options, Map.of()));
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
  }

  /** Returns all of the input. */
  public DataSource source() {
    return source(
        splits.isEmpty() ? path : splits.values().stream().flatMap(List::stream).toList());
  }

  /** Returns the part of the input that a split has a path for. */
  public DataSource source(String split) {
    return source(splits.get(split));
  }

  private DataSource source(List<String> paths) {
    return new DataSource("input", paths, format, schema, options, table, version, query, waiting);
  }
}
