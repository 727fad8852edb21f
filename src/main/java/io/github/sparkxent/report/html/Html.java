// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.text.Markup;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Markup under construction: elements that nest and close in order, text and attributes that are
 * always escaped. The result is well-formed as XML too.
 */
public final class Html {
  /** Elements whose surrounding white space shows, so that no line break may come before them. */
  private static final Set<String> INLINE =
      Set.of("a", "b", "code", "small", "span", "strong", "text", "title");

  private final StringBuilder markup = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Starts markup without an element. */
  public Html() {}

  /**
   * Opens an element.
   *
   * @param tag its name
   * @param attributes names and values in turn; one with a null value is left out
   * @return this
   */
  public Html open(String tag, Object... attributes) {
    start(tag, attributes);
    markup.append('>');
    open.push(tag);
    return this;
  }

  /**
   * Closes the element opened last.
   *
   * @return this
   */
  public Html close() {
    markup.append("</").append(open.pop()).append('>');
    return this;
  }

  /**
   * Adds an element without content.
   *
   * @param tag its name
   * @param attributes names and values in turn
   * @return this
   */
  public Html empty(String tag, Object... attributes) {
    start(tag, attributes);
    markup.append("/>");
    return this;
  }

  /**
   * Adds an element that holds text.
   *
   * @param tag its name
   * @param text the text
   * @param attributes names and values in turn
   * @return this
   */
  public Html element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Adds an element with a name from the data, which may be long and without a space. */
  Html name(String tag, String name, Object... attributes) {
    return open(tag, attributes).element("span", name, "class", "name").close();
  }

  /**
   * Adds text.
   *
   * @param text the text
   * @return this
   */
  public Html text(String text) {
    markup.append(Markup.escape(text));
    return this;
  }

  /** Adds a style sheet of the product, as it is. */
  Html style(String css) {
    markup.append("\n<style>\n").append(css).append("</style>");
    return this;
  }

  /**
   * Returns a coordinate with two decimals at most, without trailing zeros.
   *
   * @param coordinate the coordinate, finite
   * @return its text
   */
  public static String number(double coordinate) {
    BigDecimal hundredths = BigDecimal.valueOf(Math.round(coordinate * 100), 2);
    return hundredths.stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return markup.toString();
  }

  private void start(String tag, Object... attributes) {
    if (!INLINE.contains(tag) && markup.length() > 0) {
      markup.append('\n');
    }
    markup.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      if (value != null) {
        String text = value instanceof Double number ? number(number) : value.toString();
        markup.append(' ').append(attributes[i]).append("=\"");
        markup.append(Markup.escape(text)).append('"');
      }
    }
  }
}
