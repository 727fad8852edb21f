// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.sparkxent.row.PredictionKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The baseline's side of the rows: another data set, said as for the {@linkplain InputConfig
 * input}, or the losses of rows that an earlier run has published. Without either it is a column of
 * the input, {@code columns.baseline_logits}.
 *
 * @param run the id of a run of the same evaluation and output directory, which has losses
 * @param losses the path of the losses of a run, instead
 * @param id the SQL expression of the id over these columns, or null: that of the predictions
 * @param logits the SQL expression of the logits over these columns
 * @param label the SQL expression of a label of their own, or null: none
 * @param inputKind what the numbers of the logits are, or null: what those of the input are
 * @param unmatched what to do with ids that only one side has
 */
public record BaselineConfig(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> path,
    String format,
    String schema,
    @JsonDeserialize(using = ConfiguredValue.Texts.class) Map<String, String> options,
    String table,
    String query,
    @JsonProperty("wait") @JsonDeserialize(using = WaitingTime.Reader.class) WaitingTime waiting,
    String run,
    String losses,
    String id,
    String logits,
    String label,
    PredictionKind inputKind,
    LabelsConfig.Unmatched unmatched) {
  /** Fills in the defaults. */
  public BaselineConfig {
    path = List.copyOf(requireNonNullElse(path, List.of()));
    format = requireNonNullElse(format, DataSource.PARQUET);
    options = Collections.unmodifiableMap(requireNonNullElse(options, Map.of()));
    unmatched = requireNonNullElse(unmatched, LabelsConfig.Unmatched.FAIL);
  }

  /** Tells whether the baseline is in a data set of its own, with logits or losses. */
  public boolean isDataSet() {
    return isLosses() || !path.isEmpty() || table != null || query != null;
  }

  /** Tells whether the baseline is what an earlier run has published. */
  public boolean isLosses() {
    return run != null || losses != null;
  }

  /** Returns where the data set with logits is. */
  public DataSource source() {
    return new DataSource("baseline", path, format, schema, options, table, query, waiting);
  }
}
