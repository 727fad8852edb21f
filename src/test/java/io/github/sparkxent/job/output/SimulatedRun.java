// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.SampleReports;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** One run in the simulation: it begins, stages two files, and publishes them or is refused. */
final class SimulatedRun {
  static final String EVALUATION = "evaluation";

  /** How a run publishes. */
  interface Protocol {
    void open() throws IOException;

    void say(RunStatus status) throws IOException;

    void publish(RunStatus ended) throws IOException;

    void close() throws IOException;
  }

  /** What a run that is killed stops with. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** How a run is meant to end. */
  enum Plan {
    PASSES,
    FAILS_ITS_GATE,
    IS_REFUSED
  }

  final String runId;
  final String attempt;
  private final Plan plan;

  /** What this run says, in its own words, when it is over. */
  private boolean published;

  private long began;

  private boolean hasLastWord;
  private boolean refusedForeign;

  SimulatedRun(String runId, String attempt, Plan plan) {
    this.runId = runId;
    this.attempt = attempt;
    this.plan = plan;
  }

  /** Returns the protocol of today. */
  static Protocol today(ResultStore store, SimulatedRun run) {
    Publishing publishing = new Publishing(store, EVALUATION, run.runId, run.attempt);
    return new Protocol() {
      @Override
      public void open() throws IOException {
        publishing.open();
      }

      @Override
      public void say(RunStatus status) throws IOException {
        publishing.say(status);
      }

      @Override
      public void publish(RunStatus ended) throws IOException {
        publishing.publish(ended);
      }

      @Override
      public void close() throws IOException {
        publishing.close();
      }
    };
  }

  /** Returns a staged file: each tells its attempt, and one is a report with the marks. */
  static String content(String file, String runId, String attempt) {
    return "{\"run\": {\"id\": \""
        + runId
        + "\", \"name\": \""
        + EVALUATION
        + "\"}, \""
        + file
        + "\": \""
        + attempt
        + "\"}";
  }

  /** Runs as the job does. */
  void run(Protocol protocol, ResultStore store, LongSupplier steps) {
    RunStatus status = RunStatus.running(runId, EVALUATION, attempt, Instant.EPOCH);
    try {
      try {
        protocol.open();
        protocol.say(status);
        String staging = new RunNames(runId).staging(attempt);
        for (String file : new String[] {"metrics.json", "report.html"}) {
          store.write(staging + "/" + file, content(file, runId, attempt));
        }
        if (plan == Plan.IS_REFUSED) {
          throw new IOException("refused");
        }
        began = steps.getAsLong();
        boolean passes = plan == Plan.PASSES;
        protocol.publish(
            status.passed(passes ? SampleReports.run(List.of()) : SampleReports.mnist(), "place"));
        published = true;
        hasLastWord = true;
      } catch (IOException e) {
        protocol.close();
        protocol.say(status.failed(RunStatus.FAILED, 5, e.getMessage()));
        hasLastWord = true;
      }
      protocol.close();
    } catch (EvaluationException e) {
      refusedForeign = true;
    } catch (IOException e) {
      // The run ends all the same, as one whose storage failed.
    }
  }

  /** Returns when it began to publish. */
  long began() {
    return began;
  }

  boolean published() {
    return published;
  }

  boolean hasLastWord() {
    return hasLastWord;
  }

  boolean refusedForeign() {
    return refusedForeign;
  }
}
