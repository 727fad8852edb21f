// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.report.Verdict.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Function;

/** Reads a value as it is written, and no other: an integer is no fraction, a text no number. */
final class Scalar<T> extends JsonDeserializer<T> {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private final Class<T> type;
  private final Function<JsonNode, T> value;

  /** Creates a reader whose function gives null for what does not fit. */
  private Scalar(Class<T> type, Function<JsonNode, T> value) {
    this.type = type;
    this.value = value;
  }

  static void addTo(SimpleModule module) {
    add(module, String.class, node -> node.isTextual() ? node.textValue() : null);
    add(module, Boolean.class, node -> node.isBoolean() ? node.booleanValue() : null);
    add(module, int.class, Scalar::int32);
    add(module, long.class, Scalar::int64);
    add(module, Long.class, Scalar::int64);
    add(module, double.class, Scalar::real);
    add(module, Double.class, Scalar::real);
    add(module, Instant.class, Scalar::instant);
    add(module, LocalDate.class, Scalar::day);
    add(module, Outcome.class, Scalar::outcome);
    add(module, ConfusionCell.class, Scalar::cell);
  }

  private static <T> void add(SimpleModule module, Class<T> type, Function<JsonNode, T> value) {
    module.addDeserializer(type, new Scalar<>(type, value));
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    T read = value.apply(context.readTree(json));
    if (read == null) {
      throw MismatchedInputException.from(json, type, "");
    }
    return read;
  }

  /** A count that is left out where it is 0. */
  static final class CountOrNothing extends JsonDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return new Scalar<>(long.class, Scalar::int64).deserialize(json, context);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return 0L;
    }
  }

  /** The id of a class as a text. */
  static final class ClassId extends JsonDeserializer<Integer> {
    @Override
    public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(json);
      if (!node.isTextual() || !node.textValue().matches("[0-9]{1,9}")) {
        throw MismatchedInputException.from(json, (Class<?>) null, "a class id as a text");
      }
      return Integer.valueOf(node.textValue());
    }
  }

  private static Integer int32(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
  }

  static Long int64(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
  }

  /** Returns a double, which may be spelled as one of the texts for NaN and the infinities. */
  static Double real(JsonNode node) {
    if (!node.isTextual()) {
      return node.isNumber() ? node.doubleValue() : null;
    }
    return switch (node.textValue()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static Instant instant(JsonNode node) {
    try {
      Instant instant = Instant.parse(node.isTextual() ? node.textValue() : "");
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year >= FIRST_YEAR && year <= LAST_YEAR ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate day(JsonNode node) {
    try {
      LocalDate day = LocalDate.parse(node.isTextual() ? node.textValue() : "");
      return day.getYear() >= 0 && day.getYear() <= LAST_YEAR ? day : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Outcome outcome(JsonNode node) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.word().equals(node.textValue()))
        .findFirst()
        .orElse(null);
  }

  private static ConfusionCell cell(JsonNode node) {
    boolean fits = node.isArray() && node.size() == 3;
    Integer label = fits ? int32(node.get(0)) : null;
    Integer prediction = fits ? int32(node.get(1)) : null;
    Long count = fits ? int64(node.get(2)) : null;
    return label == null || prediction == null || count == null
        ? null
        : new ConfusionCell(label, prediction, count);
  }
}
