// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON document with its path, so that a wrong one can be named. */
final class JsonPlace {
  private final String path;
  private final JsonNode node;

  private JsonPlace(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  static JsonPlace root(JsonNode node) {
    return new JsonPlace("", node);
  }

  String path() {
    return path;
  }

  boolean has(String name) {
    return object().has(name);
  }

  JsonPlace member(String name) {
    JsonNode member = object().get(name);
    String memberPath = path.isEmpty() ? name : path + "." + name;
    if (member == null) {
      throw new IllegalArgumentException(memberPath + " is missing");
    }
    return new JsonPlace(memberPath, member);
  }

  Map<String, JsonPlace> members() {
    Map<String, JsonPlace> members = new LinkedHashMap<>();
    object().fieldNames().forEachRemaining(name -> members.put(name, member(name)));
    return members;
  }

  List<JsonPlace> elements() {
    require(node.isArray(), "an array");
    List<JsonPlace> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new JsonPlace(path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** Returns the elements of a member that may be absent. */
  List<JsonPlace> elements(String name) {
    return has(name) ? member(name).elements() : List.of();
  }

  JsonNode object() {
    require(node.isObject(), "an object");
    return node;
  }

  String text() {
    require(node.isTextual(), "a text");
    return node.textValue();
  }

  String textOrNull() {
    return node.isNull() ? null : text();
  }

  boolean bool() {
    require(node.isBoolean(), "true or false");
    return node.booleanValue();
  }

  long integer() {
    require(node.isIntegralNumber() && node.canConvertToLong(), "a 64-bit integer");
    return node.longValue();
  }

  int int32() {
    require(node.isIntegralNumber() && node.canConvertToInt(), "a 32-bit integer");
    return node.intValue();
  }

  Long integerOrNull() {
    return node.isNull() ? null : Long.valueOf(integer());
  }

  /** Returns a double, which may be spelled as one of the texts for NaN and the infinities. */
  double real() {
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw found("a number, NaN, Infinity or -Infinity");
      };
    }
    require(node.isNumber(), "a number, NaN, Infinity or -Infinity");
    return node.doubleValue();
  }

  Double realOrNull() {
    return node.isNull() ? null : Double.valueOf(real());
  }

  /** Returns a Long if the number is spelled as an integer, else a Double, or null. */
  Number numberOrNull() {
    return node.isIntegralNumber() ? (Number) integer() : realOrNull();
  }

  IllegalArgumentException found(String expected) {
    return found(expected, null);
  }

  IllegalArgumentException found(String expected, Exception cause) {
    String place = path.isEmpty() ? "the document" : path;
    return new IllegalArgumentException(place + " is " + node + "; expected " + expected, cause);
  }

  private void require(boolean met, String expected) {
    if (!met) {
      throw found(expected);
    }
  }
}
