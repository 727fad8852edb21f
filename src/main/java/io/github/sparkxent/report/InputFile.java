// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * A file that was read.
 *
 * @param path its path
 * @param bytes its length
 * @param rows the rows that its footer promises; null if the format does not say
 */
public record InputFile(String path, long bytes, Long rows) {
  /** Refuses negative numbers. */
  public InputFile {
    Objects.requireNonNull(path, "path");
    if (bytes < 0 || (rows != null && rows < 0)) {
      throw new IllegalArgumentException(
          "file " + path + " has " + bytes + " bytes and " + rows + " rows; expected no negative");
    }
  }
}
