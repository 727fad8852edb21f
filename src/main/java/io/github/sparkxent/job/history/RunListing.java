// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.report.history.RunLine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The runs of an evaluation as they stand, published or not, without Spark.
 *
 * @param name the name of the evaluation
 * @param latest the id that {@code latest.json} names, or null
 * @param runs one entry a published run, and one a try that has published nothing, by their start
 * @param removed the ids of the runs that were removed just now
 */
public record RunListing(String name, String latest, List<RunStatus> runs, List<String> removed) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * Lists runs, and removes older ones before if it is asked to.
   *
   * @param hadoop where to find the file system
   * @param evaluation the directory of the evaluation
   * @param keep how many of the published runs to keep at least, or null for all
   * @throws EvaluationException of kind configuration if there is no such directory
   */
  public static RunListing of(Configuration hadoop, String evaluation, Integer keep) {
    try (RunHistory history = RunHistory.open(hadoop, HistoryReader.path(evaluation))) {
      List<String> removed = keep == null ? List.of() : new RunRetention(history).keepLatest(keep);
      RunStatus latest = history.archive().latest();
      return new RunListing(
          history.archive().name(), latest == null ? null : latest.runId(), all(history), removed);
    } catch (FileNotFoundException e) {
      throw HistoryReader.missing(evaluation, e);
    } catch (IOException e) {
      throw EvaluationException.environment(
          Secrets.maskPath(evaluation) + " cannot be read or written: " + ReadFailure.oneLine(e),
          e);
    }
  }

  private static List<RunStatus> all(RunHistory history) throws IOException {
    List<RunStatus> all = new ArrayList<>(history.archive().runs());
    Map<String, String> attempts = new HashMap<>();
    all.forEach(run -> attempts.put(run.runId(), run.attempt()));
    for (RunStatus one : history.archive().tries()) {
      if (!one.isPublished() && !String.valueOf(one.attempt()).equals(attempts.get(one.runId()))) {
        all.add(one);
      }
    }
    all.sort(
        Comparator.comparing(RunStatus::started, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(RunStatus::runId));
    return all;
  }

  /** Returns the runs for a table. */
  public List<RunLine> lines() {
    return runs.stream().map(this::line).toList();
  }

  private RunLine line(RunStatus run) {
    RunStatus.GateCounts gates = run.gates();
    RunStatus.Rows rows = run.rows();
    return new RunLine(
        run.runId(),
        String.valueOf(run.started()),
        run.dataDate(),
        run.state(),
        gates == null ? null : (Long) gates.passed(),
        gates == null ? null : (Long) gates.failed(),
        gates == null ? null : (Long) gates.inconclusive(),
        rows == null ? null : (Long) rows.read(),
        rows == null ? null : (Long) rows.evaluated(),
        run.isPublished() && run.runId().equals(latest));
  }

  /** Returns the list as JSON: each run as its status file says it. */
  public String toJson() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list that is no JSON: " + this, e);
    }
  }
}
