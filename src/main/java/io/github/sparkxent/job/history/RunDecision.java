// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.history.Overruling.Decision;
import io.github.sparkxent.job.output.RunArchive;
import io.github.sparkxent.job.output.RunStatus;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a person says of a published run: whether later runs are held against it. */
public final class RunDecision {
  private RunDecision() {}

  /**
   * Says that later runs are held against a run, whatever its gates said.
   *
   * @param hadoop where to find the file system of the run
   * @param run the directory of the run
   * @param because why, or null
   * @return the file that says so
   * @throws EvaluationException of kind configuration if there is no such run
   */
  public static String accept(Configuration hadoop, String run, String because) {
    return overrule(hadoop, run, Decision.ACCEPT, because);
  }

  /**
   * Says that later runs are not held against a run.
   *
   * @param hadoop where to find the file system of the run
   * @param run the directory of the run
   * @param because why, or null
   * @return the file that says so
   * @throws EvaluationException of kind configuration if there is no such run
   */
  public static String reject(Configuration hadoop, String run, String because) {
    return overrule(hadoop, run, Decision.REJECT, because);
  }

  private static String overrule(
      Configuration hadoop, String run, Decision decision, String because) {
    Path path = path(run);
    try (RunArchive archive = RunArchive.open(hadoop, path.getParent())) {
      String runId = path.getName();
      RunStatus status = archive.run(runId);
      if (status == null) {
        throw noRun(run);
      }
      archive.overrule(runId, Overruling.now(runId, status.attempt(), decision, because).toJson());
      return archive.shownOverruling(runId);
    } catch (IOException e) {
      throw EvaluationException.environment(
          Secrets.maskPath(run) + " cannot be overruled: " + ReadFailure.oneLine(e), e);
    }
  }

  private static Path path(String run) {
    try {
      Path path = new Path(run);
      if (path.getParent() == null) {
        throw noRun(run);
      }
      return path;
    } catch (IllegalArgumentException e) {
      throw noRun(run);
    }
  }

  private static EvaluationException noRun(String run) {
    return EvaluationException.configuration(
        "%s is no published run, expected the directory of one, such as target/evaluations/mnist/RUN"
            .formatted(Secrets.maskPath(run)));
  }
}
