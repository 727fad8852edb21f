// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.time.Instant;

/** Says what became of a file since it was listed, for messages. */
public final class FileChange {
  private FileChange() {}

  /** Returns the text for a file that is gone. */
  public static String deleted(String path) {
    return "input file " + path + " was deleted while it was read";
  }

  /**
   * Returns the text for a file that is another one.
   *
   * @param how in what it differs
   */
  public static String replaced(String path, String how) {
    return "input file " + path + " was replaced while it was read: " + how;
  }

  /**
   * Returns the text for a file of another length or time.
   *
   * @param bytes the length now
   * @param modified the modification time now, in milliseconds
   * @param expectedBytes the length when it was listed
   * @param expectedModified the time when it was listed
   */
  public static String replaced(
      String path, long bytes, long modified, long expectedBytes, long expectedModified) {
    return replaced(
        path,
        "it has %s bytes of %s, expected %s bytes of %s as at the start"
            .formatted(
                bytes,
                Instant.ofEpochMilli(modified),
                expectedBytes,
                Instant.ofEpochMilli(expectedModified)));
  }
}
