// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

/** Text from data inside HTML and XML documents. */
public final class Markup {
  private static final int REPLACEMENT = 0xfffd;

  private Markup() {}

  /**
   * Escapes text for element content and for attribute values in either quote.
   *
   * <p>Markup characters become references, tab, line feed and carriage return too, so that an
   * attribute keeps them. Characters that XML 1.0 does not allow (other control characters, halves
   * of surrogate pairs), DEL and the C1 controls become U+FFFD.
   *
   * @param text any text
   * @return the escaped text
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
      default -> escaped.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
    }
  }

  private static boolean isAllowed(int c) {
    boolean control = Character.isISOControl(c);
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xfffe && c != 0xffff;
  }
}
