// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.gate.EarlierRuns;
import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What the last accepted runs before one found, for its gates on trends.
 *
 * @param earlier the figures
 * @param warnings which runs could not be read, and are left out
 */
public record EarlierFigures(EarlierRuns earlier, List<String> warnings) {
  /**
   * Reads the published runs from the last one back, until there are as many accepted ones as any
   * gate asks for. Without gates on trends nothing is read.
   *
   * <p>Runs of this id and those that started later are no earlier runs.
   *
   * @throws EvaluationException of kind environment if the directory cannot be read
   */
  public static EarlierFigures of(Configuration hadoop, EvaluationConfig config, RunInfo run) {
    int most =
        config.gates().stream()
            .filter(gate -> gate.trend() != null)
            .mapToInt(Gate::runs)
            .max()
            .orElse(0);
    if (most == 0) {
      return new EarlierFigures(EarlierRuns.none(), List.of());
    }
    Path evaluation = new Path(config.output().directory(), config.name());
    try (RunHistory history = RunHistory.open(hadoop, evaluation)) {
      return of(history, config.gates(), run, most);
    } catch (FileNotFoundException e) {
      return new EarlierFigures(EarlierRuns.none(), List.of());
    } catch (IOException e) {
      throw EvaluationException.environment(
          "the earlier runs in output.directory cannot be read: " + ReadFailure.oneLine(e), e);
    }
  }

  private static EarlierFigures of(RunHistory history, List<Gate> gates, RunInfo run, int most)
      throws IOException {
    SortedMap<String, String> keys = FigureKeys.of(run.configuration());
    List<EarlierRuns.Figures> figures = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int leftOut = 0;
    List<RunStatus> last = new ArrayList<>(history.runs());
    Collections.reverse(last);
    for (RunStatus one : last) {
      if (figures.size() == most) {
        break;
      }
      if (!isBefore(one, run.id(), run.started())) {
        continue;
      }
      PastRun past;
      try {
        past = history.read(one);
      } catch (EvaluationException e) {
        warnings.add("left out of the earlier runs: " + e.getMessage());
        continue;
      }
      if (past == null) {
        continue;
      }
      EvaluationReport report = past.report();
      if (!FigureKeys.of(report.run().configuration()).equals(keys)) {
        leftOut++;
      } else if (past.isAccepted()) {
        figures.add(EarlierRuns.Figures.of(gates, report.splits(), report.classNames()));
      }
    }
    return new EarlierFigures(new EarlierRuns(figures, leftOut), warnings);
  }

  private static boolean isBefore(RunStatus one, String runId, Instant started) {
    return !one.runId().equals(runId) && RunHistory.started(one).isBefore(started);
  }
}
