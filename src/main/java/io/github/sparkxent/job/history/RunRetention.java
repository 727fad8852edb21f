// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.output.RunStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which published runs may be removed: not the ones published last, not what {@code latest.json}
 * names, not what a person accepted, not the baseline of a run that is kept, and not a run whose id
 * another try has at this moment. Of the runs that ended without a result, of which there is a
 * status file alone, as many of the last ones stay. Nothing else is looked at.
 */
final class RunRetention {
  private static final Set<String> ENDED_WITHOUT_RESULT =
      Set.of(RunStatus.FAILED, RunStatus.INTERRUPTED);

  private final RunHistory history;

  RunRetention(RunHistory history) {
    this.history = history;
  }

  /**
   * Removes all but the runs that were published last, and all but the last of those that ended
   * without a result, and returns the ids of those removed.
   */
  List<String> keepLatest(int number) throws IOException {
    history.archive().settle();
    List<RunStatus> runs = new ArrayList<>(history.archive().runs());
    runs.sort(Comparator.comparing(RunStatus::order).reversed());
    Set<String> kept = new HashSet<>(inUse());
    for (int i = 0; i < runs.size(); i++) {
      if (i < number || kept.contains(runs.get(i).runId()) || isAccepted(runs.get(i))) {
        kept.add(runs.get(i).runId());
      }
    }
    keepBaselines(runs, kept);
    List<String> removed = new ArrayList<>();
    for (RunStatus run : runs) {
      if (!kept.contains(run.runId()) && history.archive().remove(run)) {
        removed.add(run.runId());
      }
    }
    history.archive().removeClaimed();
    removed.addAll(keepLatestFailed(number));
    return removed;
  }

  private List<String> keepLatestFailed(int number) throws IOException {
    List<RunStatus> failed = new ArrayList<>();
    for (RunStatus one : history.archive().tries()) {
      // Another state is of a run that has a result, be it set aside at this moment.
      boolean hasNoResult = ENDED_WITHOUT_RESULT.contains(one.state());
      if (hasNoResult && one.finished() != null && history.archive().run(one.runId()) == null) {
        failed.add(one);
      }
    }
    failed.sort(Comparator.comparing(RunStatus::finished).reversed());
    List<String> removed = new ArrayList<>();
    for (RunStatus one : failed.subList(Math.min(number, failed.size()), failed.size())) {
      if (history.archive().removeTry(one)) {
        removed.add(one.runId());
      }
    }
    return removed;
  }

  /** Returns the ids that a reader was pointed to, or that a run is at work with. */
  private Set<String> inUse() throws IOException {
    Set<String> ids = new HashSet<>();
    RunStatus latest = history.archive().latest();
    if (latest != null) {
      ids.add(latest.runId());
    }
    for (RunStatus one : history.archive().tries()) {
      if (one.state().equals(RunStatus.RUNNING)) {
        ids.add(one.runId());
      }
    }
    return ids;
  }

  private boolean isAccepted(RunStatus run) throws IOException {
    try {
      Overruling said = history.overruling(run);
      return said != null && said.decision() == Overruling.Decision.ACCEPT;
    } catch (EvaluationException broken) {
      return true;
    }
  }

  /** Adds the baselines of runs that are kept, and the baselines of these. */
  private void keepBaselines(List<RunStatus> runs, Set<String> kept) throws IOException {
    for (RunStatus run : runs) {
      String baseline = kept.contains(run.runId()) ? baseline(run) : null;
      if (baseline != null && kept.add(baseline)) {
        keepBaselines(runs, kept);
        return;
      }
    }
  }

  /** Returns the run that a run was compared with, or null. */
  private String baseline(RunStatus run) throws IOException {
    try {
      PastRun past = history.read(run);
      Object baseline = past == null ? null : past.report().run().configuration().get("baseline");
      return baseline instanceof Map<?, ?> keys && keys.get("run") != null
          ? keys.get("run").toString()
          : null;
    } catch (EvaluationException broken) {
      return null;
    }
  }
}
