// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.report.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** What is wrong in a document, in words: the place, what was found and what was expected. */
final class Misfit {
  private static final Map<Class<?>, String> EXPECTED =
      Map.ofEntries(
          Map.entry(String.class, "a text"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(int.class, "a 32-bit integer"),
          Map.entry(long.class, "a 64-bit integer"),
          Map.entry(Long.class, "a 64-bit integer"),
          Map.entry(double.class, "a number, NaN, Infinity or -Infinity"),
          Map.entry(Double.class, "a number, NaN, Infinity or -Infinity"),
          Map.entry(
              Instant.class, "an instant such as 2026-01-31T12:00:00Z, of the years 1970 to 9999"),
          Map.entry(LocalDate.class, "a day such as 2026-01-31"),
          Map.entry(ConfusionCell.class, "[label, prediction, count]"),
          Map.entry(Verdict.Outcome.class, "pass, fail or inconclusive"));

  private Misfit() {}

  static IllegalArgumentException of(String place, JsonNode found, String expected) {
    return new IllegalArgumentException(place + " is " + found + "; expected " + expected);
  }

  /** Says why a document cannot be mapped; what a record refuses, it says in its own words. */
  static IllegalArgumentException of(JsonNode root, JsonMappingException e) {
    Throwable cause = e.getCause();
    if (cause instanceof ArithmeticException) {
      return new IllegalArgumentException("the counts of rows add up to more than 2^63 - 1", e);
    }
    if (cause instanceof IllegalArgumentException) {
      return new IllegalArgumentException(cause.getMessage(), e);
    }
    StringBuilder place = new StringBuilder();
    JsonNode node = root;
    for (JsonMappingException.Reference step : e.getPath()) {
      boolean isMember = step.getFieldName() != null;
      place.append(isMember && place.length() > 0 ? "." : "");
      place.append(isMember ? step.getFieldName() : "[" + step.getIndex() + "]");
      node = isMember ? node.path(step.getFieldName()) : node.path(step.getIndex());
    }
    Class<?> type = e instanceof MismatchedInputException found ? found.getTargetType() : null;
    if (cause instanceof NullPointerException) {
      String component = SnakeCaseStrategy.INSTANCE.translate(cause.getMessage());
      return of(place + (place.length() > 0 ? "." : "") + component, NullNode.instance, "a text");
    }
    if (node instanceof MissingNode && place.length() > 0) {
      return new IllegalArgumentException(place + " is missing", e);
    }
    return of(
        place.length() == 0 ? "the document" : place.toString(),
        node,
        type == null ? e.getOriginalMessage() : expected(type));
  }

  private static String expected(Class<?> type) {
    String array = Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    return EXPECTED.getOrDefault(type, array);
  }
}
