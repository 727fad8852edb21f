// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says of a value that Jackson does not take which key has it, what it is, and what it should be.
 */
public final class MistakenValue {
  private MistakenValue() {}

  /** Returns the message on a value in a configuration. */
  public static String of(MismatchedInputException e, JsonNode root) {
    return path(e) + " is " + found(e, root) + ", expected " + expected(e);
  }

  /** Returns the key of the value: {@code a.b[0]}. */
  public static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static String found(MismatchedInputException e, JsonNode root) {
    JsonNode node = root;
    for (JsonMappingException.Reference reference : e.getPath()) {
      node =
          reference.getFieldName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getFieldName());
    }
    return describe(node);
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null || type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "keys with values";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == String.class) {
      return "text; put it in quotes";
    }
    if (type == Integer.class || type == Long.class) {
      return KnownKeys.integer(type);
    }
    if (Number.class.isAssignableFrom(type) || type == double.class) {
      return "a number";
    }
    return Iterator.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)
        ? "a list"
        : type.getSimpleName();
  }

  /** Returns a value in words. */
  public static String describe(JsonNode node) {
    if (node.isObject()) {
      return "a group of keys";
    }
    if (node.isArray()) {
      return "a list";
    }
    if (node.isNumber()) {
      return "the number " + node.asText();
    }
    return node.toString();
  }
}
