// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

/** Text from data inside Markdown, in the dialect of GitHub and GitLab. */
final class Markdown {
  private static final int LONGEST = 300;
  private static final int REPLACEMENT = 0xfffd;

  /** Between a sign and a name it keeps a server from finding a user or an issue there. */
  private static final String WORD_JOINER = "&#8288;";

  private Markdown() {}

  /**
   * Returns text that stays text, also in a cell of a table; cut at {@value #LONGEST} characters.
   */
  static String text(String text) {
    return escaped(text)
        .replace("&#64;", "&#64;" + WORD_JOINER)
        .replace("&#35;", "&#35;" + WORD_JOINER)
        .replace("www.", "www&#46;");
  }

  /** Returns a name from the data as code, in which servers look for nothing. */
  static String name(String name) {
    return "<code>" + escaped(name) + "</code>";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().limit(LONGEST).forEach(c -> append(escaped, c));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      escaped.append("...");
    }
    return escaped.toString();
  }

  /** White space becomes a space; signs that may be markup become references. */
  private static void append(StringBuilder escaped, int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      escaped.append(' ');
    } else if (isHidden(c)) {
      escaped.appendCodePoint(REPLACEMENT);
    } else if (c < 128 && !Character.isLetterOrDigit(c) && "-+.,=%/".indexOf(c) < 0) {
      escaped.append("&#").append(c).append(';');
    } else {
      escaped.appendCodePoint(c);
    }
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
