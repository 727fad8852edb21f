// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import java.util.Objects;

/**
 * How many files of an input were evaluated in earlier runs, whose states were kept. Immutable.
 *
 * @param directory the directory of the states, with its scheme
 * @param configurationSha256 the digest of what decides figures, in hex
 * @param filesSha256 the digest of which files these were, with their lengths, times and footers,
 *     in hex
 * @param filesReused the files whose states were there
 * @param filesRead the files that were evaluated in this run
 * @param filesGone the files that have states in the directory, and are no longer in the input
 */
@JsonPropertyOrder({
  "directory",
  "configuration_sha256",
  "files_sha256",
  "files_reused",
  "files_read",
  "files_gone"
})
public record KeptStates(
    String directory,
    String configurationSha256,
    String filesSha256,
    long filesReused,
    long filesRead,
    long filesGone) {
  /** Requires what tells states apart. */
  public KeptStates {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(configurationSha256, "configurationSha256");
    Objects.requireNonNull(filesSha256, "filesSha256");
  }

  /**
   * Says so to a person.
   *
   * @return one line
   */
  public String shown() {
    return String.format(
        Locale.ROOT,
        "%,d reused, %,d read, %,d no longer there",
        filesReused,
        filesRead,
        filesGone);
  }
}
