// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tags of a run: texts by name, which each view of the report can hold whole. MLflow takes 250
 * bytes of a text, and Prometheus no dot and no hyphen in a name.
 */
final class RunTags {
  private static final String KEY = "tags";
  private static final int MOST = 50;
  private static final int LONGEST = 250;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,99}");

  private RunTags() {}

  /**
   * Returns a copy of tags, an empty one of null.
   *
   * @throws IllegalArgumentException if there are too many, or one has no plain name, no text, or
   *     too long a text
   */
  static Map<String, String> required(Map<String, String> tags) {
    if (tags == null) {
      return Map.of();
    }
    ConfigurationChecks.require(tags.size() <= MOST, KEY, tags.size() + " tags", "at most " + MOST);
    Map<String, String> byLabel = new HashMap<>();
    tags.forEach(
        (name, text) -> {
          ConfigurationChecks.require(
              NAME.matcher(name).matches(),
              KEY,
              "of a tag named \"" + name + "\"",
              "a name of a letter, then letters, digits and _ . -, at most 100 in all");
          int bytes = text.getBytes(StandardCharsets.UTF_8).length;
          ConfigurationChecks.require(
              !text.isBlank() && bytes <= LONGEST,
              KEY + "." + name,
              text.isBlank() ? "empty" : "of " + bytes + " bytes",
              "text of 1 to " + LONGEST + " bytes");
          String other = byLabel.put(name.replaceAll("[.-]", "_"), name);
          ConfigurationChecks.require(
              other == null,
              KEY,
              "of both " + other + " and " + name,
              "names that differ in more than . - _, since Prometheus has only _");
        });
    return Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }
}
