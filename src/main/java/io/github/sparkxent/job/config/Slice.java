// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.job.failure.Secrets;

/**
 * An expression for each of whose values there are metrics within each split.
 *
 * @param name its name in the report and in gates, without secrets; the expression by default
 * @param expression a SQL expression over the input's columns; its values are taken as text
 */
public record Slice(String name, String expression) {
  /** Fills in the name. */
  public Slice {
    if (expression == null || expression.isBlank()) {
      throw new IllegalArgumentException(
          "a slice has "
              + (expression == null ? "no expression" : "the expression \"" + expression + "\"")
              + ", expected a SQL expression over the input's columns");
    }
    name = Secrets.mask(name == null ? expression : name);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Slice of(JsonNode slice) {
    if (slice.isTextual()) {
      return new Slice(null, slice.textValue());
    }
    if (!slice.isObject()) {
      throw new IllegalArgumentException(
          "a slice is " + slice + ", expected an expression as text, or name and expression");
    }
    return new Slice(text(slice, "name"), text(slice, "expression"));
  }

  private static String text(JsonNode slice, String key) {
    JsonNode value = slice.path(key);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw new IllegalArgumentException(
          "a slice's " + key + " is " + value + ", expected text; put it in quotes");
    }
    return value.textValue();
  }
}
