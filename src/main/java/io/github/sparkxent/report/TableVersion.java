// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Objects;

/**
 * The version at which a table was read, so that the same rows can be read again. Immutable.
 *
 * @param key where the configuration has the table: {@code input}, {@code labels} or {@code
 *     baseline}
 * @param table its name, as configured
 * @param format what keeps its versions: {@code iceberg} or {@code delta}
 * @param version the id of the snapshot, or the number of the version, in decimal
 * @param given the snapshot, tag, branch or version that was asked for; null for the current one
 * @param committed when it was committed; null if unknown
 * @param rowsPromised the rows that the table itself says it has; null if it does not know
 */
@JsonPropertyOrder({"key", "table", "format", "version", "given", "committed", "rows_promised"})
public record TableVersion(
    String key,
    String table,
    String format,
    String version,
    @JsonInclude String given,
    @JsonInclude Instant committed,
    @JsonInclude Long rowsPromised) {
  /** Iceberg, whose versions are snapshots. */
  public static final String ICEBERG = "iceberg";

  /** Delta Lake. */
  public static final String DELTA = "delta";

  /** Refuses a version without a table. */
  public TableVersion {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(version, "version");
  }

  /**
   * Says so to a person.
   *
   * @return one line
   */
  public String shown() {
    String name = given == null || given.equals(version) ? "" : " (" + given + ")";
    return table
        + " at "
        + (format.equals(ICEBERG) ? "snapshot " : "version ")
        + version
        + name
        + (committed == null ? "" : " of " + committed);
  }
}
