// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Locale;

/**
 * A person's word on a run, in a file beside it, which overrules that of its gates.
 *
 * @param runId the run
 * @param attempt the token of the result that it is about: another result of that id is another
 *     matter
 * @param decision {@code accept} or {@code reject}
 * @param because why, or null
 * @param time when it was said, ISO 8601
 */
record Overruling(String runId, String attempt, Decision decision, String because, String time) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(com.fasterxml.jackson.databind.cfg.EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** What a person says. */
  enum Decision {
    /** Later runs are held against this one. */
    ACCEPT,
    /** They are not. */
    REJECT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Overruling now(String runId, String attempt, Decision decision, String because) {
    return new Overruling(runId, attempt, decision, because, Instant.now().toString());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if a text is none
   */
  static Overruling parse(String text) {
    try {
      Overruling read = MAPPER.readValue(text, Overruling.class);
      if (read == null || read.decision == null || read.attempt == null) {
        throw new IllegalArgumentException("found no decision on a run, expected accept or reject");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("found no decision on a run: it is broken", e);
    }
  }

  String toJson() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a decision that is no JSON: " + this, e);
    }
  }
}
