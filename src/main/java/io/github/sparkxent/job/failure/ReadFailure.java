// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import io.github.sparkxent.scan.parquet.DamagedFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns an exception of Spark, Hadoop or the JVM into one that says in a line who has to act. Such
 * exceptions are wrapped, so it looks at all causes.
 */
public final class ReadFailure {
  private static final int MAX_MESSAGE = 500;

  /**
   * The beginning of what follows the sentence: a plan, lines of a stack trace, a piece of the
   * query.
   */
  private static final Pattern APPENDIX =
      Pattern.compile(
          ";\\R|\\R\\s*at [\\w.$/<>]+\\(|\\R+== ?(?:SQL|DataFrame)|\\R+Driver stacktrace:");

  private static final Pattern SQL_STATE = Pattern.compile(" *SQLSTATE: \\w{5}");

  private ReadFailure() {}

  /** Returns the failure as one of ours, or as it is if nothing is known about it. */
  public static RuntimeException translate(Throwable failure) {
    return translate(failure, FailedExpression.none());
  }

  /** Returns the failure as one of ours, or as it is if nothing is known about it. */
  public static RuntimeException translate(Throwable failure, FailedExpression expressions) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof EvaluationException known) {
        return known;
      }
      if (cause instanceof DamagedFileException) {
        return EvaluationException.input(oneLine(cause), failure);
      }
    }
    String missing = StorageAccess.missing(causes);
    if (missing != null) {
      return EvaluationException.configuration(missing, failure);
    }
    EvaluationException exhausted = ResourceFailure.of(causes);
    if (exhausted != null) {
      return exhausted;
    }
    FailureVerdict verdict = FailureVerdict.of(causes);
    if (verdict == null) {
      return failure instanceof RuntimeException unknown ? unknown : new SparkFailure(failure);
    }
    return switch (verdict.kind()) {
      case CONFIGURATION -> EvaluationException.configuration(oneLine(verdict.because()), failure);
      case INPUT -> refused(verdict, causes, expressions);
      case ENVIRONMENT ->
          EvaluationException.environment(
              "storage or cluster failed: " + oneLine(verdict.because()), failure);
    };
  }

  private static EvaluationException refused(
      FailureVerdict verdict, List<Throwable> causes, FailedExpression expressions) {
    Throwable failure = causes.get(0);
    if (verdict.isContent()) {
      return EvaluationException.input(
          "input cannot be read: " + reason(causes) + ReaderAdvice.of(causes), failure);
    }
    String function = ExceptionOrigin.function(verdict.because());
    boolean isNamed = !FailureVerdict.condition(verdict.because()).isEmpty();
    return EvaluationException.input(
        expressions.shown(verdict.because())
            + " failed on a value: "
            + oneLine(verdict.because())
            + (function == null || isNamed ? "" : " (thrown by " + function + ")"),
        failure);
  }

  /** Throws an unknown exception or error where none is declared. */
  static final class SparkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SparkFailure(Throwable cause) {
      super(oneLine(cause), cause);
    }
  }

  /** Tells whether a file itself is the reason: gone, truncated, damaged. */
  public static boolean isAboutContent(Throwable cause) {
    return FailureVerdict.isAboutContent(cause);
  }

  /** Returns the causes that say most: the first that names a file, and the last. */
  private static String reason(List<Throwable> causes) {
    Throwable last = causes.get(causes.size() - 1);
    for (Throwable cause : causes) {
      if (FailureVerdict.isReadingOfFile(cause)) {
        return oneLine(cause) + (cause == last ? "" : ": " + oneLine(last));
      }
    }
    return oneLine(last);
  }

  /** Returns Spark's error class, or an empty text. */
  public static String condition(Throwable cause) {
    return FailureVerdict.condition(cause);
  }

  public static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** Returns the last cause, with the name of its class. */
  public static String named(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Throwable last = causes.get(causes.size() - 1);
    String line = oneLine(last);
    return last.getMessage() == null ? line : last.getClass().getSimpleName() + ": " + line;
  }

  /** Returns the first lines of a message, as one. */
  public static String oneLine(Throwable cause) {
    return oneLine(cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage());
  }

  /** Returns the first lines of a text, as one. */
  public static String oneLine(String message) {
    String sentence = SQL_STATE.matcher(APPENDIX.split(message, 2)[0]).replaceAll("");
    String line = sentence.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
  }
}
