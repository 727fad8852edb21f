// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in columns two spaces apart: the first ones to the left, the others to the right.
 */
public final class TextTable {
  private final int left;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param left how many columns are to the left
   */
  public TextTable(int left) {
    this.left = left;
  }

  /**
   * Adds a row.
   *
   * @param cells its cells, as many as in the first row
   */
  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * Returns the table.
   *
   * @return one line a row, without trailing spaces
   */
  public List<String> lines() {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String space = " ".repeat(widths[i] - TerminalText.width(cell));
      line.append(i == 0 ? "" : "  ").append(i < left ? cell + space : space + cell);
    }
    return line.toString().stripTrailing();
  }
}
