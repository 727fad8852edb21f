// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the groups of a configuration whose keys are the user's own. */
final class ConfiguredMaps {
  private ConfiguredMaps() {}

  /** Reads texts, integers and truth values as texts by name. */
  static Map<String, String> texts(String key, JsonNode group) {
    Map<String, String> texts = new LinkedHashMap<>();
    forEach(
        key,
        group,
        (name, value) -> {
          if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
            throw new IllegalArgumentException(
                key
                    + "."
                    + name
                    + " is "
                    + value
                    + ", expected text (in quotes), an integer, true or false");
          }
          texts.put(name, value.asText());
        });
    return texts;
  }

  /** Reads texts and lists of texts as lists by name. */
  static Map<String, List<String>> textLists(String key, JsonNode group) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    forEach(
        key,
        group,
        (name, value) -> {
          List<String> texts = new ArrayList<>();
          for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isTextual()) {
              throw new IllegalArgumentException(
                  key + "." + name + " is " + value + ", expected text or a list of texts");
            }
            texts.add(one.textValue());
          }
          lists.put(name, texts);
        });
    return lists;
  }

  private interface Entry {
    void accept(String name, JsonNode value);
  }

  private static void forEach(String key, JsonNode group, Entry entry) {
    if (group == null || group.isNull()) {
      return;
    }
    if (!group.isObject()) {
      throw new IllegalArgumentException(key + " is " + group + ", expected keys with values");
    }
    for (Map.Entry<String, JsonNode> one : group.properties()) {
      entry.accept(one.getKey(), one.getValue());
    }
  }

  /**
   * Puts class weights by name in the order of the classes.
   *
   * @param root a configuration; {@code loss.class_weights} becomes a list if it is a group
   * @throws IllegalArgumentException if the names are not those of the classes
   */
  static void orderClassWeights(ObjectNode root) {
    if (!(root.path("loss").path("class_weights") instanceof ObjectNode weights)) {
      return;
    }
    if (!root.path("classes").isArray()) {
      throw new IllegalArgumentException(
          "loss.class_weights has names, expected classes: a list of the names, in order");
    }
    ArrayNode ordered = root.arrayNode();
    TreeSet<String> unknown = new TreeSet<>();
    weights.fieldNames().forEachRemaining(unknown::add);
    for (JsonNode name : root.path("classes")) {
      if (!weights.has(name.asText())) {
        throw new IllegalArgumentException(
            "loss.class_weights has no weight of the class " + name + ", expected one of each");
      }
      unknown.remove(name.asText());
      ordered.add(weights.get(name.asText()));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "loss.class_weights has the name \""
              + unknown.first()
              + "\", expected one of "
              + root.path("classes"));
    }
    ((ObjectNode) root.path("loss")).set("class_weights", ordered);
  }
}
