// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the results go.
 *
 * @param directory the directory of all evaluations
 * @param formats the report's formats; json is always among them
 * @param losses the name of the subdirectory for the loss of each row, or null for none
 * @param mlflow the MLflow server to log to after publishing, or null for none
 */
public record OutputConfig(
    String directory,
    List<String> formats,
    @JsonDeserialize(using = LossesName.class) String losses,
    MlflowServer mlflow) {
  /** The directory of all evaluations unless another is named. */
  public static final String DEFAULT_DIRECTORY = "target/evaluations";

  /** The format of a table of the metrics, which Spark writes. */
  public static final String TABLE = "parquet";

  public static final String TABLE_FILE = "metrics.parquet";

  /** Fills in the defaults. */
  public OutputConfig {
    directory = requireNonNullElse(directory, DEFAULT_DIRECTORY);
    formats = withJson(requireNonNullElse(formats, List.of()));
    if (directory.isBlank()) {
      throw new IllegalArgumentException("output.directory is empty, expected a path");
    }
    formats.forEach(OutputConfig::requireFormat);
    if (losses != null) {
      RunNames.requirePlain("output.losses", losses);
    }
  }

  /** Tells whether the report is written in a format. */
  public boolean hasFormat(ReportFormat format) {
    return formats.contains(ReportFormat.labels().get(format.ordinal()));
  }

  /** Returns the formats including JSON, from which the others can be made. */
  private static List<String> withJson(List<String> formats) {
    String json = ReportFormat.labels().get(ReportFormat.JSON.ordinal());
    return formats.contains(json)
        ? List.copyOf(formats)
        : Stream.concat(Stream.of(json), formats.stream()).toList();
  }

  private static void requireFormat(String format) {
    if (format.equals(TABLE)) {
      return;
    }
    try {
      ReportFormat.of(format);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("output.formats has " + e.getMessage() + ", " + TABLE, e);
    }
  }

  /** Reads {@code true} as the usual name. */
  static final class LossesName extends ConfiguredValue<String> {
    @Override
    String of(String key, JsonNode losses) {
      if (losses.isBoolean()) {
        return losses.booleanValue() ? "losses" : null;
      }
      ConfigurationChecks.require(
          losses.isTextual(), key, losses, "true, false or a plain file name");
      return losses.textValue();
    }
  }
}
