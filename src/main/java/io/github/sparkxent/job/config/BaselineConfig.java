// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.PredictionKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
 * @param encoding how packed logits are stored, or null: as those of the input
 * @param unmatched what to do with ids that only one side has
 */
public record BaselineConfig(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> path,
    String format,
    String schema,
    @JsonDeserialize(using = ConfiguredValue.Texts.class) Map<String, String> options,
    String table,
    @JsonDeserialize(using = ConfiguredValue.Text.class) String version,
    String query,
    @JsonProperty("wait") @JsonDeserialize(using = WaitingTime.Reader.class) WaitingTime waiting,
    String run,
    String losses,
    String id,
    String logits,
    String label,
    PredictionKind inputKind,
    LogitEncoding encoding,
    LabelsConfig.Unmatched unmatched) {
  /** Fills in the defaults. */
  public BaselineConfig {
    path = List.copyOf(requireNonNullElse(path, List.of()));
    format = requireNonNullElse(format, DataSource.PARQUET);
    options = Collections.unmodifiableMap(requireNonNullElse(options, Map.of()));
    unmatched = requireNonNullElse(unmatched, LabelsConfig.Unmatched.FAIL);
  }

  /** Requires that what is said fits to the one place that the data are said to be at. */
  void requireOne() {
    if (!isLosses()) {
      source();
      return;
    }
    String key = lossesKey();
    for (String other : places()) {
      if (!other.equals(key)) {
        throw new IllegalArgumentException(
            "both " + other + " and " + key + ", expected one of them");
      }
    }
    if (run != null) {
      RunNames.requirePlain(key, run);
    } else if (losses.isBlank()) {
      throw new IllegalArgumentException(key + " is empty, expected a path");
    }
    requireNoPredictions(key, inputKind, encoding);
  }

  /** Requires that nothing is said of a data set, since something else has the baseline. */
  void requireNone(String key) {
    requireNoPredictions(key, null, null);
    ConfigurationChecks.require(
        unmatched == LabelsConfig.Unmatched.FAIL,
        "baseline.unmatched",
        "skip with " + key,
        "it with a data set of its own alone");
  }

  private List<String> places() {
    Map<String, Object> places = new LinkedHashMap<>();
    places.put("baseline.path", path.isEmpty() ? null : path);
    places.put("baseline.table", table);
    places.put("baseline.query", query);
    places.put("baseline.run", run);
    places.put("baseline.losses", losses);
    places.values().removeIf(Objects::isNull);
    return List.copyOf(places.keySet());
  }

  /** Requires that nothing is said of how predictions are read. */
  private void requireNoPredictions(String key, PredictionKind kind, LogitEncoding packing) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("format", format.equals(DataSource.PARQUET) ? null : format);
    said.put("schema", schema);
    said.put("options", options.isEmpty() ? null : options);
    said.put("version", version);
    said.put("wait", waiting);
    said.put("id", id);
    said.put("logits", logits);
    said.put("label", label);
    said.put("input_kind", kind);
    said.put("encoding", packing);
    said.values().removeIf(Objects::isNull);
    if (!said.isEmpty()) {
      throw new IllegalArgumentException(
          "baseline.%s is for predictions in a data set of their own, expected none with %s"
              .formatted(said.keySet().iterator().next(), key));
    }
  }

  /** Tells whether the baseline is in a data set of its own, with logits or losses. */
  public boolean isDataSet() {
    return isLosses() || !path.isEmpty() || table != null || query != null;
  }

  /** Tells whether the baseline is what an earlier run has published. */
  public boolean isLosses() {
    return run != null || losses != null;
  }

  /** Returns the key that says where the losses are. */
  public String lossesKey() {
    return run != null ? "baseline.run" : "baseline.losses";
  }

  /** Returns the losses at a path, as a data set. */
  public DataSource lossesAt(String place) {
    return new DataSource(
        lossesKey(), List.of(place), DataSource.PARQUET, null, Map.of(), null, null, null, null);
  }

  /** Returns where the data set with logits is. */
  public DataSource source() {
    return new DataSource(
        "baseline", path, format, schema, options, table, version, query, waiting);
  }
}
