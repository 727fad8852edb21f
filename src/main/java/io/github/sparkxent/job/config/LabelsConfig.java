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
 * Labels in a data set of their own, joined to the predictions on an id.
 *
 * @param path one or several files, directories or globs
 * @param format the files' format: parquet, orc, json or csv
 * @param schema the files' columns as DDL, or null to take those of the files
 * @param options of Spark's reader of the format
 * @param table a table's name, instead of paths
 * @param query a SELECT statement, instead of paths
 * @param waiting how long to wait for data that are not there yet, or null to end at once
 * @param id the SQL expression of the id over these columns, or null: that of the predictions
 * @param label the SQL expression of the label over these columns
 * @param unmatched what to do with ids that only one side has
 */
public record LabelsConfig(
    List<String> path,
    String format,
    String schema,
    Map<String, String> options,
    String table,
    String query,
    @JsonProperty("wait") WaitingTime waiting,
    String id,
    String label,
    Unmatched unmatched) {

  /** What to do with ids that only one side has. */
  public enum Unmatched {
    /** End without a report. */
    FAIL,
    /** Predictions without a label are invalid rows; labels without a prediction are counted. */
    SKIP
  }

  /** Fills in the defaults. */
  public LabelsConfig {
    path = path == null ? List.of() : List.copyOf(path);
    format = format == null ? "parquet" : format;
    options =
        options == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    label = label == null ? "label" : label;
    unmatched = unmatched == null ? Unmatched.FAIL : unmatched;
    new DataSource("labels", path, format, schema, options, table, query, waiting);
  }

  /** Returns where the labels are. */
  public DataSource source() {
    return new DataSource("labels", path, format, schema, options, table, query, waiting);
  }

  @JsonCreator
  static LabelsConfig of(
      @JsonProperty("path") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> path,
      @JsonProperty("format") String format,
      @JsonProperty("schema") String schema,
      @JsonProperty("options") JsonNode options,
      @JsonProperty("table") String table,
      @JsonProperty("query") String query,
      @JsonProperty("wait") JsonNode waiting,
      @JsonProperty("id") String id,
      @JsonProperty("label") String label,
      @JsonProperty("unmatched") Unmatched unmatched) {
    return new LabelsConfig(
        path,
        format,
        schema,
        ConfiguredMaps.texts("labels.options", options),
        table,
        query,
        WaitingTime.of("labels.wait", waiting),
        id,
        label,
        unmatched);
  }
}
