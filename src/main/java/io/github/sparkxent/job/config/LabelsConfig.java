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
 * Labels in a data set of their own, joined to the predictions on an id. Where they are is said as
 * for the {@linkplain InputConfig input}.
 *
 * @param id the SQL expression of the id over these columns, or null: that of the predictions
 * @param label the SQL expression of the label over these columns
 * @param unmatched what to do with ids that only one side has
 */
public record LabelsConfig(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> path,
    String format,
    String schema,
    @JsonDeserialize(using = ConfiguredValue.Texts.class) Map<String, String> options,
    String table,
    @JsonDeserialize(using = ConfiguredValue.Text.class) String version,
    String query,
    @JsonProperty("wait") @JsonDeserialize(using = WaitingTime.Reader.class) WaitingTime waiting,
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

  /** Fills in the defaults; {@link #source} checks the values. */
  public LabelsConfig {
    path = List.copyOf(requireNonNullElse(path, List.of()));
    format = requireNonNullElse(format, DataSource.PARQUET);
    options = Collections.unmodifiableMap(requireNonNullElse(options, Map.of()));
    label = requireNonNullElse(label, "label");
    unmatched = requireNonNullElse(unmatched, Unmatched.FAIL);
  }

  /** Returns where the labels are. */
  public DataSource source() {
    return new DataSource("labels", path, format, schema, options, table, version, query, waiting);
  }
}
