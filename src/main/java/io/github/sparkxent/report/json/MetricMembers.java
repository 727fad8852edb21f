// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.sparkxent.metric.name.MetricBounds;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import java.io.IOException;
import java.util.Map;

/**
 * Metrics as the members of an object; each loss sum and mean is followed by its bits. Where rows
 * may not list their label, whether the mean is a lower bound follows too.
 */
final class MetricMembers extends JsonDeserializer<MetricValues> {
  private static final String HEX = "_hex";
  private static final String IS_LOWER_BOUND = MetricNames.LOSS_MEAN + "_is_lower_bound";

  static void write(MetricValues metrics, JsonGenerator json, SerializerProvider writer)
      throws IOException {
    for (String name : metrics.names()) {
      Number value = metrics.value(name);
      writer.defaultSerializeField(name, value, json);
      if (hasBits(name)) {
        json.writeStringField(name + HEX, bits(value));
      }
      if (name.equals(MetricNames.LOSS_MEAN)
          && metrics.contains(MetricNames.UNLISTED_LABEL_COUNT)) {
        json.writeBooleanField(IS_LOWER_BOUND, MetricBounds.isLowerBound(name, metrics));
      }
    }
  }

  @Override
  public MetricValues deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    JsonNode members = context.readTree(json);
    if (!members.isObject()) {
      throw MismatchedInputException.from(json, MetricValues.class, "");
    }
    MetricValues.Builder metrics = MetricValues.builder();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      String name = member.getKey();
      if (!name.endsWith(HEX) && !name.equals(IS_LOWER_BOUND)) {
        Number value = number(json, name, member.getValue());
        metrics.put(name, value);
        requireSameBits(json, name, value, members.get(name + HEX));
      }
    }
    MetricValues read = metrics.build();
    requireSameBound(json, read, members.get(IS_LOWER_BOUND));
    return read;
  }

  private static void requireSameBound(JsonParser json, MetricValues metrics, JsonNode found)
      throws IOException {
    boolean expected = MetricBounds.isLowerBound(MetricNames.LOSS_MEAN, metrics);
    if (found != null && !(found.isBoolean() && found.booleanValue() == expected)) {
      String text = expected + ", as " + MetricNames.UNLISTED_LABEL_COUNT + " says";
      throw at(IS_LOWER_BOUND, MismatchedInputException.from(json, (Class<?>) null, text));
    }
  }

  private static boolean hasBits(String metric) {
    return metric.endsWith(MetricNames.LOSS_SUM) || metric.endsWith(MetricNames.LOSS_MEAN);
  }

  private static String bits(Number value) {
    return value == null ? null : Double.toHexString(value.doubleValue());
  }

  /** Returns a Long if the number is spelled as an integer, else a Double, or null. */
  private static Number number(JsonParser json, String name, JsonNode node) throws IOException {
    boolean isInteger = node.isIntegralNumber();
    Number value = isInteger ? (Number) Scalar.int64(node) : (Number) Scalar.real(node);
    if (value == null && !node.isNull()) {
      Class<?> type = isInteger ? Long.class : Double.class;
      throw at(name, MismatchedInputException.from(json, type, ""));
    }
    return value;
  }

  private static void requireSameBits(JsonParser json, String name, Number value, JsonNode hex)
      throws IOException {
    if (hex == null || !hasBits(name)) {
      return;
    }
    boolean isSame = value == null ? hex.isNull() : hex.asText().equals(bits(value));
    if (!isSame) {
      String expected = bits(value) + ", the bits of " + name + " = " + value;
      throw at(name + HEX, MismatchedInputException.from(json, (Class<?>) null, expected));
    }
  }

  private static MismatchedInputException at(String member, MismatchedInputException e) {
    e.prependPath(MetricValues.class, member);
    return e;
  }
}
