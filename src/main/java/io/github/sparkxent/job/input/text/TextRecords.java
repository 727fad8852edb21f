// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.ReaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Checks the records of one text format: counts their rows, and refuses what Spark's reader would
 * lose or change in silence.
 */
interface TextRecords {
  /**
   * Returns how many rows a line holds.
   *
   * @throws Fault if a row or a value would be lost
   */
  long ofLine(byte[] bytes, int length, boolean isFirst) throws IOException;

  /**
   * Returns how many rows a file holds whose records may take several lines.
   *
   * @throws Fault if a row or a value would be lost
   */
  long ofFile(InputStream in) throws IOException;

  /** Returns the character encoding, or null if none is given. */
  static Charset charset(Map<String, String> options) {
    String name =
        ReaderOptions.value(options, "encoding", ReaderOptions.value(options, "charset", null));
    return name == null ? null : Charset.forName(name);
  }

  /** Returns the bytes between two lines, or null for line feeds and carriage returns. */
  static byte[] separator(Map<String, String> options) {
    String separator = ReaderOptions.value(options, "lineSep", null);
    Charset charset = charset(options);
    return separator == null
        ? null
        : separator.getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
  }

  /** What is wrong with a record. */
  final class Fault extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    Fault(String message) {
      this(message, 1);
    }

    Fault(String message, long line) {
      super(message);
      this.line = line;
    }

    long line() {
      return line;
    }
  }
}
