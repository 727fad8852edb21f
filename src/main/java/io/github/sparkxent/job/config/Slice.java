// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.metric.sequence.PositionRanges;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression for each of whose values there are metrics within each split, or, where rows are
 * sequences, ranges of positions.
 *
 * @param name its name in the report and in gates, without secrets; the expression by default
 * @param expression a SQL expression over the input's columns; its values are taken as text; null
 *     for ranges of positions
 * @param positions the first position of each range, rising from 1; null for an expression
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slice(String name, String expression, List<Integer> positions) {
  /** Fills in the name. */
  public Slice {
    if (positions == null && (expression == null || expression.isBlank())) {
      throw new IllegalArgumentException(
          "a slice has "
              + (expression == null ? "no expression" : "the expression \"" + expression + "\"")
              + ", expected a SQL expression over the input's columns");
    }
    name = Secrets.mask(name == null ? expression : name);
    if (positions != null) {
      if (expression != null || name == null) {
        throw new IllegalArgumentException(
            expression != null
                ? "a slice has both expression and positions, expected one of them"
                : "a slice by positions has no name, expected one such as position");
      }
      positions = new PositionRanges(name, positions).starts();
    }
  }

  /** Makes a slice by an expression. */
  public Slice(String name, String expression) {
    this(name, expression, null);
  }

  /** Tells whether it is by the places of positions in their sequences. */
  @JsonIgnore
  public boolean isByPosition() {
    return positions != null;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Slice of(JsonNode slice) {
    if (slice.isTextual()) {
      return new Slice(null, slice.textValue());
    }
    if (!slice.isObject()) {
      throw new IllegalArgumentException(
          "a slice is "
              + slice
              + ", expected an expression as text, or name and expression, or name and positions");
    }
    return new Slice(text(slice, "name"), text(slice, "expression"), positions(slice));
  }

  private static List<Integer> positions(JsonNode slice) {
    JsonNode value = slice.path("positions");
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    List<Integer> positions = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isInt()) {
        throw new IllegalArgumentException(
            "a slice's positions are " + value + ", expected whole numbers such as [1, 16, 256]");
      }
      positions.add(one.intValue());
    }
    return positions;
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
