// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

/** Text from data on a terminal: no control characters, a known width. */
public final class TerminalText {
  private static final String CUT = "...";

  private TerminalText() {}

  /**
   * Returns the text with control and format characters as {@code \}{@code uXXXX}.
   *
   * @param text any text
   * @return a text that a terminal shows but does not obey
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isControl(c)) {
                printable.append(String.format("\\u%04x", c));
              } else {
                printable.appendCodePoint(c);
              }
            });
    return printable.toString();
  }

  /**
   * Returns the printable text, cut at the end to a number of columns.
   *
   * @param text any text
   * @param columns how many columns it may take, three or more
   * @return the text, or its start and three dots
   */
  public static String printable(String text, int columns) {
    String printable = printable(text);
    if (width(printable) <= columns) {
      return printable;
    }
    StringBuilder cut = new StringBuilder();
    int width = CUT.length();
    for (int c : printable.codePoints().toArray()) {
      width += width(c);
      if (width > columns) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return cut.append(CUT).toString();
  }

  /** Returns the columns that printable text takes. */
  static int width(String text) {
    return text.codePoints().map(TerminalText::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  /** The blocks that Unicode's East Asian Width calls wide or full-width, roughly. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
