// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** Class weights that are given by the names of the classes. */
public final class NamedWeights {
  private NamedWeights() {}

  /**
   * Puts class weights by name in the order of the classes.
   *
   * @param root a configuration; {@code loss.class_weights} becomes a list if it is a group
   * @throws IllegalArgumentException if the names are not those of the classes
   */
  public static void order(ObjectNode root) {
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
          "loss.class_weights has the name \"%s\", expected one of %s"
              .formatted(unknown.first(), root.path("classes")));
    }
    ((ObjectNode) root.path("loss")).set("class_weights", ordered);
  }
}
