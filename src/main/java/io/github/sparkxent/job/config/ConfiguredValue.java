// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.job.config.yaml.PlainYaml;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads the value of a key whose form Jackson does not know, with messages that name the key. */
abstract class ConfiguredValue<T> extends JsonDeserializer<T> {
  /** Returns the value; an {@code IllegalArgumentException} says what is wrong with it. */
  abstract T of(String key, JsonNode value);

  @Override
  public final T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonStreamContext place = parser.getParsingContext();
    boolean isGroup = parser.currentToken().isStructStart();
    String key = PlainYaml.key(isGroup ? place.getParent() : place);
    return of(key, context.readTree(parser));
  }

  /** Reads texts, integers and truth values as texts by name. */
  static final class Texts extends ConfiguredValue<Map<String, String>> {
    @Override
    Map<String, String> of(String key, JsonNode group) {
      return map(key, group, Texts::text);
    }

    private static String text(String key, JsonNode value) {
      ConfigurationChecks.require(
          value.isTextual() || value.isIntegralNumber() || value.isBoolean(),
          key,
          value,
          "text (in quotes), an integer, true or false");
      return value.asText();
    }
  }

  /** Reads a day. */
  static final class Day extends ConfiguredValue<LocalDate> {
    private static final String EXPECTED = "a day such as 2026-11-26";
    private static final int LENGTH = 10;

    @Override
    LocalDate of(String key, JsonNode value) {
      String text = value.isTextual() ? value.textValue() : "";
      try {
        ConfigurationChecks.require(text.length() == LENGTH, key, value, EXPECTED);
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(key + " is " + value + ", expected " + EXPECTED, e);
      }
    }
  }

  /** Reads a text or a number without a point as text, such as a version. */
  static final class Text extends ConfiguredValue<String> {
    @Override
    String of(String key, JsonNode value) {
      return Texts.text(key, value);
    }
  }

  /** Reads texts and lists of texts as lists by name. */
  static final class TextLists extends ConfiguredValue<Map<String, List<String>>> {
    @Override
    Map<String, List<String>> of(String key, JsonNode group) {
      return map(key, group, TextLists::texts);
    }

    private static List<String> texts(String key, JsonNode value) {
      List<String> texts = new ArrayList<>();
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        ConfigurationChecks.require(one.isTextual(), key, value, "text or a list of texts");
        texts.add(one.textValue());
      }
      return texts;
    }
  }

  /** Reads a group whose keys are the user's own. */
  private static <V> Map<String, V> map(
      String key, JsonNode group, BiFunction<String, JsonNode, V> value) {
    ConfigurationChecks.require(group.isObject(), key, group, "keys with values");
    Map<String, V> map = new LinkedHashMap<>();
    group
        .properties()
        .forEach(
            one -> map.put(one.getKey(), value.apply(key + "." + one.getKey(), one.getValue())));
    return map;
  }
}
