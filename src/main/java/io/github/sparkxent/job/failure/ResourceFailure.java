// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises that memory, a disk or a limit was not enough, and says what raises it. */
final class ResourceFailure {
  private static final String LOCAL_MEMORY =
      "more is given by --driver-memory, in local mode also for tasks, and by --executor-memory";
  private static final Pattern RESULT_SIZE =
      Pattern.compile(
          "Total size of serialized results of .* is bigger than spark\\.driver\\.maxResultSize"
              + " *(\\([^)]*\\))?");

  /** What the driver learns of an executor that ran out of memory. */
  private static final Pattern EXECUTOR_MEMORY =
      Pattern.compile(
          "exited? (?:with|code:?) (?:code )?(?:52|137|143)\\b|exit code:? (?:52|137|143)\\b|OOMKilled"
              + "|exceeding (?:physical |virtual )?memory limits|OutOfMemoryError");

  private ResourceFailure() {}

  /**
   * Returns the failure as one of ours.
   *
   * @return null if something else failed
   */
  static EvaluationException of(List<Throwable> causes) {
    Throwable failure = causes.get(0);
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        // Before what it leads to, such as a Parquet file that cannot be finished.
        return EvaluationException.environment(
            "storage or cluster failed: " + ReadFailure.oneLine(cause), failure);
      }
      if (cause instanceof OutOfMemoryError) {
        return EvaluationException.environment(
            "memory exhausted (" + ReadFailure.oneLine(cause) + "): " + LOCAL_MEMORY, failure);
      }
      if (cause instanceof StackOverflowError) {
        return tooDeep(cause, failure);
      }
      Matcher size = RESULT_SIZE.matcher(message);
      if (size.find()) {
        return EvaluationException.environment(
            "the states of all tasks together are larger than spark.driver.maxResultSize"
                + (size.group(1) == null ? "" : " " + size.group(1))
                + ": raise it, with --driver-memory beside it",
            failure);
      }
      if (message.contains("ExecutorLostFailure") && EXECUTOR_MEMORY.matcher(message).find()) {
        return EvaluationException.environment(
            "executors ran out of memory: more is given by --executor-memory ("
                + ReadFailure.oneLine(cause)
                + ")",
            failure);
      }
    }
    return null;
  }

  private static EvaluationException tooDeep(Throwable cause, Throwable failure) {
    return ExceptionOrigin.passed(cause, "org.apache.parquet.")
        ? EvaluationException.input(
            "input cannot be read: its columns are nested too deeply", failure)
        : EvaluationException.configuration(
            "an expression or the query is nested too deeply for Spark, expected fewer operators in"
                + " one expression",
            failure);
  }
}
