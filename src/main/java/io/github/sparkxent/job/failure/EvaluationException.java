// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

/**
 * Ends an evaluation without a report, for a reason that its user can act on.
 *
 * <p>The message is one line: what was found, what was expected, and where.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who has to act. */
  public enum Kind {
    /** The configuration or the command line is wrong. */
    CONFIGURATION(2),
    /** The input data are refused. */
    INPUT(3),
    /** Storage or cluster failed: worth another try. */
    ENVIRONMENT(5);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /**
     * Returns what the program says to a scheduler.
     *
     * @return 2, 3 or 5
     */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final boolean missing;

  private EvaluationException(Kind kind, String message, Throwable cause) {
    this(kind, message, cause, false);
  }

  private EvaluationException(Kind kind, String message, Throwable cause, boolean missing) {
    super(Secrets.mask(message), cause);
    this.kind = kind;
    this.missing = missing;
  }

  /** An input is not there, and may come. */
  public static EvaluationException missing(String message, Throwable cause) {
    return new EvaluationException(Kind.CONFIGURATION, message, cause, true);
  }

  /** Tells whether an input is not there, and may come. */
  public boolean isMissing() {
    return missing;
  }

  public static EvaluationException configuration(String message) {
    return new EvaluationException(Kind.CONFIGURATION, message, null);
  }

  public static EvaluationException configuration(String message, Throwable cause) {
    return new EvaluationException(Kind.CONFIGURATION, message, cause);
  }

  public static EvaluationException input(String message) {
    return new EvaluationException(Kind.INPUT, message, null);
  }

  public static EvaluationException input(String message, Throwable cause) {
    return new EvaluationException(Kind.INPUT, message, cause);
  }

  public static EvaluationException environment(String message, Throwable cause) {
    return new EvaluationException(Kind.ENVIRONMENT, message, cause);
  }

  /** Returns who has to act. */
  public Kind kind() {
    return kind;
  }
}
