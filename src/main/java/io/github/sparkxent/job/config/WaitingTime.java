// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long to wait for an input that is not there yet.
 *
 * @param text the time as the configuration has it, such as {@code 2h}
 */
public record WaitingTime(String text) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,7})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(365);

  @Override
  @JsonValue
  public String text() {
    return text;
  }

  /** Reads the value of a key. */
  static final class Reader extends ConfiguredValue<WaitingTime> {
    @Override
    WaitingTime of(String key, JsonNode value) {
      WaitingTime time = new WaitingTime(value.textValue());
      ConfigurationChecks.require(
          value.isTextual()
              && FORM.matcher(time.text).matches()
              && time.time().compareTo(LONGEST) <= 0,
          key,
          value,
          "a time from 1s to 365d, such as 30s, 10m, 2h or 1d");
      return time;
    }
  }

  public Duration time() {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException(text + " is no time");
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
