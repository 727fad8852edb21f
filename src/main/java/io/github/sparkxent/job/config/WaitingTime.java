// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to wait for an input that is not there yet, such as {@code 2h}. */
public final class WaitingTime {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,7})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(365);

  private final String text;

  private WaitingTime(String text) {
    this.text = text;
  }

  /**
   * Reads the value of a key.
   *
   * @return the time, or null if there is no value
   * @throws IllegalArgumentException if it is no time; the message has the key and the value
   */
  public static WaitingTime of(String key, JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !isTime(value.textValue())) {
      throw new IllegalArgumentException(
          key + " is " + value + ", expected a time from 1s to 365d, such as 30s, 10m, 2h or 1d");
    }
    return new WaitingTime(value.textValue());
  }

  private static boolean isTime(String text) {
    Duration time = time(text);
    return time != null && time.compareTo(LONGEST) <= 0;
  }

  /**
   * Returns the time as the configuration has it.
   *
   * @return the text
   */
  @JsonValue
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WaitingTime that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  public Duration time() {
    return time(text);
  }

  /** Returns the time that a text means; null if it means none. */
  private static Duration time(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
