// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What ran: the part of a report that may differ between two runs over the same data. Immutable.
 *
 * @param id the run id, a plain file name
 * @param name the name of the evaluation
 * @param started when the evaluation began
 * @param finished when its results were complete
 * @param dataDate the day that the data are of; null if the run was not told
 * @param tags what the run is of, such as a model or a commit, in the order given
 * @param versions the versions that took part (spark_xent, spark_xent_commit, spark, java), in the
 *     order given
 * @param configuration the effective configuration, in the order given: maps with text keys, lists,
 *     text, booleans, numbers and nulls. Integers are held as Long (BigInteger past its range),
 *     other numbers as Double, and a NaN or infinity as the text that JSON has for it
 * @param input what was read
 * @param warnings what a reader should know before trusting the numbers
 */
public record RunInfo(
    String id,
    String name,
    Instant started,
    Instant finished,
    @JsonInclude(JsonInclude.Include.NON_NULL) LocalDate dataDate,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
    Map<String, String> versions,
    Map<String, Object> configuration,
    InputManifest input,
    List<String> warnings) {
  /** Copies, and refuses a configuration that is not plain; the message names the key. */
  public RunInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(finished, "finished");
    Objects.requireNonNull(input, "input");
    tags = tags == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    configuration = plainMap("configuration", configuration);
    warnings = List.copyOf(warnings);
  }

  /**
   * Describes a run without a day and tags.
   *
   * @param id the run id
   * @param name the name of the evaluation
   * @param started when the evaluation began
   * @param finished when its results were complete
   * @param versions the versions that took part
   * @param configuration the effective configuration
   * @param input what was read
   * @param warnings what a reader should know
   */
  public RunInfo(
      String id,
      String name,
      Instant started,
      Instant finished,
      Map<String, String> versions,
      Map<String, Object> configuration,
      InputManifest input,
      List<String> warnings) {
    this(id, name, started, finished, null, Map.of(), versions, configuration, input, warnings);
  }

  /**
   * Says of what the run is, for a person.
   *
   * @return the day of the data and the tags: {@code data of 2026-11-26, model: mlp}; empty if the
   *     run was told neither
   */
  public String subject() {
    List<String> parts = new ArrayList<>();
    if (dataDate != null) {
      parts.add("data of " + dataDate);
    }
    tags.forEach((tag, text) -> parts.add(tag + ": " + text));
    return String.join(", ", parts);
  }

  /**
   * Returns the same with the warnings that the run ended with, finished now.
   *
   * @param all the warnings
   * @return the run with them
   */
  public RunInfo withWarnings(List<String> all) {
    return new RunInfo(
        id, name, started, Instant.now(), dataDate, tags, versions, configuration, input, all);
  }

  private static Map<String, Object> plainMap(String key, Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((k, v) -> plain.put(String.valueOf(k), plain(key + "." + k, v)));
    return Collections.unmodifiableMap(plain);
  }

  private static Object plain(String key, Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return plainMap(key, map);
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(v -> plain.add(plain(key + "[" + plain.size() + "]", v)));
      return Collections.unmodifiableList(plain);
    }
    if (value instanceof Number number) {
      return plainNumber(key, number);
    }
    throw notPlain(key, value);
  }

  private static Object plainNumber(String key, Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
    throw notPlain(key, number);
  }

  private static IllegalArgumentException notPlain(String key, Object value) {
    return new IllegalArgumentException(
        key
            + " is a "
            + value.getClass().getName()
            + "; expected a map, a list, text, a boolean, an integer, a float or a double");
  }
}
