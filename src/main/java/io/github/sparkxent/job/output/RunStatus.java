// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.ConsoleReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run stands or ended, as the status file beside the results says it: what a scheduler needs
 * to decide what comes next. {@code status.schema.json} describes it.
 *
 * @param runId the run's id
 * @param name the evaluation's name
 * @param attempt the token that tells this try from others with the same id
 * @param order greater than that of each result of this id that was published before, or null if
 *     this one is not published
 * @param state {@code running}, {@code passed}, {@code gate_failed}, {@code failed} or {@code
 *     interrupted}; what a killed run leaves is {@code running}
 * @param exitCode the exit code of the program, or null while it runs and if it was interrupted
 * @param retryable whether another try may end otherwise without a change, or null while it runs
 * @param started when the run began, ISO 8601
 * @param finished when it ended, or null
 * @param message why it failed, or null
 * @param dataDate the day that the data are of, ISO 8601, or null
 * @param tags what the run is of, by names of the user's own
 * @param report the directory of the report that the run published, or null
 * @param rows the rows by outcome, or null if they were not counted
 * @param gates the verdicts by outcome, or null without a report
 * @param failedGates for which verdicts the gates failed, in words; of many the first ones
 * @param invalidByReason the invalid rows by reason, as far as they were counted
 */
public record RunStatus(
    String runId,
    String name,
    String attempt,
    Long order,
    String state,
    Integer exitCode,
    Boolean retryable,
    String started,
    String finished,
    String message,
    String dataDate,
    Map<String, String> tags,
    String report,
    Rows rows,
    GateCounts gates,
    List<String> failedGates,
    Map<String, Long> invalidByReason) {
  /**
   * All rows of the input that were read, by outcome. A row that is a sequence is evaluated only if
   * none of its positions is invalid.
   *
   * @param read all of them
   * @param evaluated those that the figures are about
   * @param ignored those left out for their label
   * @param filtered those that {@code input.where} leaves out
   * @param invalid those that could not be evaluated
   */
  public record Rows(
      long read,
      long evaluated,
      long ignored,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long filtered,
      long invalid) {}

  /**
   * How many verdicts have which outcome.
   *
   * @param passed how many rules hold
   * @param failed how many do not
   * @param inconclusive how many could not be judged; the gate decides whether the run passes
   */
  public record GateCounts(long passed, long failed, long inconclusive) {
    static GateCounts of(List<Verdict> verdicts) {
      return new GateCounts(
          count(verdicts, Verdict.Outcome.PASS),
          count(verdicts, Verdict.Outcome.FAIL),
          count(verdicts, Verdict.Outcome.INCONCLUSIVE));
    }

    private static long count(List<Verdict> verdicts, Verdict.Outcome outcome) {
      return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }
  }

  /** The longest status: at most this much of a file is read. */
  static final int MAX_BYTES = 1 << 20;

  public static final String RUNNING = "running";
  public static final String PASSED = "passed";
  public static final String GATE_FAILED = "gate_failed";
  public static final String FAILED = "failed";
  public static final String INTERRUPTED = "interrupted";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Fills in what an earlier build did not write. */
  public RunStatus {
    tags = tags == null ? Map.of() : tags;
    failedGates = failedGates == null ? List.of() : failedGates;
    invalidByReason = invalidByReason == null ? Map.of() : invalidByReason;
  }

  public static RunStatus running(String runId, String name, String attempt, Instant started) {
    return running(runId, name, attempt, started, null, Map.of());
  }

  /** Returns the status of a run that goes on, which is of a day's data and has tags. */
  public static RunStatus running(
      String runId,
      String name,
      String attempt,
      Instant started,
      LocalDate dataDate,
      Map<String, String> tags) {
    return new RunStatus(
        runId,
        name,
        attempt,
        null,
        RUNNING,
        null,
        null,
        started.toString(),
        null,
        null,
        dataDate == null ? null : dataDate.toString(),
        tags,
        null,
        null,
        null,
        List.of(),
        Map.of());
  }

  /**
   * Returns this status of a run that has counted its rows, for its ending to tell.
   *
   * @param counted the rows
   * @param invalid the invalid rows by reason
   */
  public RunStatus counted(Rows counted, Map<String, Long> invalid) {
    return new RunStatus(
        runId,
        name,
        attempt,
        order,
        state,
        exitCode,
        retryable,
        started,
        finished,
        message,
        dataDate,
        tags,
        report,
        counted,
        gates,
        failedGates,
        new TreeMap<>(invalid));
  }

  /**
   * Returns the status of the run when it has ended without a report.
   *
   * @param how {@link #FAILED} or {@link #INTERRUPTED}
   * @param code the exit code, or null if a signal decides it
   * @param why why, in one line
   */
  public RunStatus failed(String how, Integer code, String why) {
    boolean mayPass = code == null || code == ExitCode.ENVIRONMENT;
    return ended(how, code, mayPass, why, null, null, List.of());
  }

  /**
   * Returns the status of the run when its report is published.
   *
   * @param ending the report
   * @param place the directory of the report, without secrets
   */
  public RunStatus passed(EvaluationReport ending, String place) {
    boolean passed = ending.passed();
    return ended(
        passed ? PASSED : GATE_FAILED,
        passed ? ExitCode.DONE : ExitCode.GATE_FAILED,
        false,
        null,
        place,
        GateCounts.of(ending.gates()),
        ConsoleReport.failures(ending));
  }

  private RunStatus ended(
      String how,
      Integer code,
      Boolean mayPass,
      String why,
      String place,
      GateCounts verdicts,
      List<String> failures) {
    return new RunStatus(
        runId,
        name,
        attempt,
        null,
        how,
        code,
        mayPass,
        started,
        Instant.now().toString(),
        why,
        dataDate,
        tags,
        place,
        rows,
        verdicts,
        failures,
        invalidByReason);
  }

  /** Returns the last word of a result. */
  RunStatus published(long as) {
    return new RunStatus(
        runId,
        name,
        attempt,
        as,
        state,
        exitCode,
        retryable,
        started,
        finished,
        message,
        dataDate,
        tags,
        report,
        rows,
        gates,
        failedGates,
        invalidByReason);
  }

  /** Tells whether the run has published a report. */
  @JsonIgnore
  public boolean isPublished() {
    return order != null;
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

  /** Returns the text of the status file. */
  public String toJson() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status that is no JSON: " + this, e);
    }
  }
}
