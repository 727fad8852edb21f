// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.sparkxent.job.failure.EvaluationException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;

/** Checks the keys and integers of a configuration against the records that they become. */
public final class KnownKeys {
  private final String source;

  /** Creates the checks of a source, by its name in messages. */
  public KnownKeys(String source) {
    this.source = source;
  }

  /** Looks for unknown keys first: a key that they leave unset must not be the complaint. */
  public void require(JsonNode node, Class<?> type, String path) {
    Map<String, Class<?>> known = keys(type);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path + entry.getKey();
      if (!known.containsKey(entry.getKey())) {
        throw EvaluationException.configuration(
            source
                + ": unknown key "
                + key
                + ", expected one of "
                + String.join(", ", known.keySet())
                + Suggestion.of(entry.getKey(), known.keySet()));
      }
      Class<?> group = known.get(entry.getKey());
      requireInRange(entry.getValue(), group, key);
      if (group.isRecord() && entry.getValue().isObject()) {
        require(entry.getValue(), group, key + ".");
      }
      for (int i = 0; group.isRecord() && i < entry.getValue().size(); i++) {
        if (entry.getValue().isArray() && entry.getValue().get(i).isObject()) {
          require(entry.getValue().get(i), group, key + "[" + i + "].");
        }
      }
    }
  }

  private void requireInRange(JsonNode value, Class<?> type, String key) {
    for (JsonNode one : value) {
      requireInRange(one, type, key);
    }
    if (value.isIntegralNumber()
        && ((type == Integer.class && !value.canConvertToInt())
            || (type == Long.class && !value.canConvertToLong()))) {
      throw EvaluationException.configuration(
          source + ": " + key + " is the number " + value + ", expected " + integer(type));
    }
  }

  public static String integer(Class<?> type) {
    return "an integer of " + (type == Integer.class ? 32 : 64) + " bits";
  }

  /** Returns the keys of a group by name, each with its type or, for a list, that of an element. */
  private static Map<String, Class<?>> keys(Class<?> type) {
    Map<String, Class<?>> keys = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty explicit = component.getAccessor().getAnnotation(JsonProperty.class);
      String name =
          explicit == null
              ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName())
              : explicit.value();
      Class<?> value = component.getType();
      if (component.getAccessor().isAnnotationPresent(JsonDeserialize.class)) {
        value = Object.class; // what reads it says what is wrong with it
      } else if (component.getGenericType() instanceof ParameterizedType list) {
        value = (Class<?>) list.getActualTypeArguments()[0];
      }
      keys.put(name, value);
    }
    return keys;
  }
}
