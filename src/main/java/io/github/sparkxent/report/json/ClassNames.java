// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.util.Map;
import java.util.TreeMap;

/** The names of classes in {@code metrics.json}: beside figures of classes, not at one place. */
final class ClassNames {
  /** Under which a writer is given the names, by class id. */
  static final String ATTRIBUTE = "class_names";

  private ClassNames() {}

  @SuppressWarnings("unchecked")
  static Map<Integer, String> of(SerializerProvider writer) {
    return (Map<Integer, String>) writer.getAttribute(ATTRIBUTE);
  }

  /** Returns the names in a document that is a report. */
  static Map<Integer, String> in(JsonNode root) {
    Map<Integer, String> names = new TreeMap<>();
    int split = 0;
    for (JsonNode one : root.path("splits")) {
      String place = "splits[" + split++ + "].details.";
      JsonNode classes = one.path("details").path("classes");
      for (int i = 0; i < classes.size(); i++) {
        JsonNode name = classes.get(i).get("name");
        if (name != null) {
          names.put(
              classes.get(i).get("label").intValue(),
              text(place + "classes[" + i + "].name", name));
        }
      }
      putAll(names, place + "confusion_matrix", one.path("details").path("confusion_matrix"));
    }
    return names;
  }

  private static void putAll(Map<Integer, String> names, String place, JsonNode matrix) {
    JsonNode all = matrix.path("names");
    int numClasses = matrix.path("num_classes").intValue();
    if (!all.isMissingNode() && !all.isArray()) {
      throw Misfit.of(place + ".names", all, "an array");
    }
    if (!all.isEmpty() && all.size() != numClasses) {
      throw new IllegalArgumentException(
          all.size() + " names in a confusion matrix of " + numClasses + " classes");
    }
    for (int i = 0; i < all.size(); i++) {
      names.put(i, text(place + ".names[" + i + "]", all.get(i)));
    }
  }

  private static String text(String place, JsonNode name) {
    if (!name.isTextual()) {
      throw Misfit.of(place, name, "a text");
    }
    return name.textValue();
  }
}
