// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.nio.charset.StandardCharsets;

/** Tables of texts for tests. */
public final class TextTables {
  private TextTables() {}

  /** Fills a table with so many texts that it will forget all of them before the next one. */
  public static void fill(TextTable table) {
    byte[] text = "a text that no column has, number        ".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1 << 18; i++) {
      byte[] digits = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, text, text.length - digits.length, digits.length);
      table.id(text, 0, text.length);
    }
  }
}
