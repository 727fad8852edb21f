// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;

/**
 * How a run stands or ended, as the status file beside the results says it.
 *
 * @param runId the run's id
 * @param name the evaluation's name
 * @param attempt the token that tells this try from others with the same id
 * @param order greater than that of each result of this id that was published before, or null if
 *     this one is not published
 * @param state {@code running}, {@code passed}, {@code gate_failed}, {@code failed} or {@code
 *     interrupted}; what a killed run leaves is {@code running}
 * @param started when the run began, ISO 8601
 * @param finished when it ended, or null
 * @param message why it failed, or null
 * @param invalidByReason the invalid rows by reason, as far as they were counted
 */
public record RunStatus(
    String runId,
    String name,
    String attempt,
    Long order,
    String state,
    String started,
    String finished,
    String message,
    Map<String, Long> invalidByReason) {
  /** The longest status: at most this much of a file is read. */
  static final int MAX_BYTES = 1 << 20;

  static final String RUNNING = "running";
  public static final String PASSED = "passed";
  public static final String GATE_FAILED = "gate_failed";
  public static final String FAILED = "failed";
  public static final String INTERRUPTED = "interrupted";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public static RunStatus running(String runId, String name, String attempt, Instant started) {
    return new RunStatus(
        runId, name, attempt, null, RUNNING, started.toString(), null, null, Map.of());
  }

  /** Returns the status of the run when it has ended. */
  public RunStatus ended(String how, String why, Map<String, Long> invalid) {
    return new RunStatus(
        runId, name, attempt, null, how, started, Instant.now().toString(), why, invalid);
  }

  /** Returns the last word of a result. */
  RunStatus published(long as) {
    return new RunStatus(
        runId, name, attempt, as, state, started, finished, message, invalidByReason);
  }

  /** Reads a status, or returns null if a text is none. */
  static RunStatus parse(String text) {
    try {
      RunStatus status = MAPPER.readValue(text, RunStatus.class);
      return status == null || status.state == null ? null : status;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Tells whether it is about a run of this id. */
  boolean isOf(String evaluation, String id) {
    return evaluation.equals(name) && id.equals(runId);
  }

  /** Tells whether a status file is one of a run of this id, or the beginning of one. */
  static boolean isOf(String text, String evaluation, String id) {
    RunStatus status = parse(text);
    if (status != null) {
      return status.isOf(evaluation, id);
    }
    String whole = running(id, evaluation, "", Instant.EPOCH).toJson();
    String head = whole.substring(0, whole.indexOf("\"attempt"));
    return text.startsWith(head) || head.startsWith(text);
  }

  String toJson() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status that is no JSON: " + this, e);
    }
  }
}
