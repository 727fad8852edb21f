// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in the texts of a configuration: <code>${date}</code> is what the command line gives
 * for it, and <code>$${</code> the text <code>${</code>.
 *
 * <p>They are filled in when the document is read already, so a value is never more than a part of
 * a text: it cannot add a key, and what it holds is not looked at again. Keys, numbers and the
 * environment have no part in it.
 */
public final class Variables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PLACE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");

  private final Map<String, String> values;

  /** Keeps the values by name. */
  public Variables(Map<String, String> values) {
    this.values = values;
  }

  /** Tells whether a text is a name that a variable may have. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Fills in the texts of a configuration, in place.
   *
   * @throws IllegalArgumentException if a variable has no value; the message names it and its key
   */
  public void fillIn(ObjectNode root) {
    replaced("", root, this::filledIn);
  }

  /** Writes the texts of a configuration, in place, so that filling them in gives them again. */
  public static void escape(ObjectNode root) {
    replaced("", root, (key, text) -> text.replace("${", "$${"));
  }

  private static JsonNode replaced(String key, JsonNode node, BinaryOperator<String> byKey) {
    if (node.isTextual()) {
      return TextNode.valueOf(byKey.apply(key, node.textValue()));
    }
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, replaced(key + "[" + i + "]", list.get(i), byKey));
      }
    } else if (node instanceof ObjectNode group) {
      for (Map.Entry<String, JsonNode> entry : group.properties()) {
        String path = key.isEmpty() ? entry.getKey() : key + "." + entry.getKey();
        entry.setValue(replaced(path, entry.getValue(), byKey));
      }
    }
    return node;
  }

  private String filledIn(String key, String text) {
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String value = place.group().equals("$${") ? "${" : value(key, place);
      place.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return place.appendTail(filled).toString();
  }

  private String value(String key, Matcher place) {
    String name = place.group(1);
    if (place.group(2).isEmpty() || !isName(name)) {
      throw new IllegalArgumentException(
          "%s has %s, expected a variable such as ${date}, or $${ for the text ${"
              .formatted(key, place.group()));
    }
    String value = values.get(name);
    if (value == null) {
      Set<String> known = new TreeSet<>(values.keySet());
      throw new IllegalArgumentException(
          "%s has ${%s}, which has no value, expected --var %s=...%s%s"
              .formatted(
                  key,
                  name,
                  name,
                  known.isEmpty() ? "" : "; given " + String.join(", ", known),
                  Suggestion.of(name, known)));
    }
    return value;
  }
}
