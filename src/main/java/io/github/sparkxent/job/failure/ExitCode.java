// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import io.github.sparkxent.job.failure.EvaluationException.Kind;

/** What the exit code says to a scheduler. */
public final class ExitCode {
  /** Done, and all gates passed. */
  public static final int DONE = 0;

  /** An error of this software. */
  public static final int INTERNAL = 1;

  /** The command line or the configuration is wrong: another try needs a change. */
  public static final int CONFIGURATION = Kind.CONFIGURATION.exitCode();

  /** The input data are refused. */
  public static final int INPUT = Kind.INPUT.exitCode();

  /** A gate failed; the report is published. */
  public static final int GATE_FAILED = 4;

  /** Storage or cluster failed: worth another try. */
  public static final int ENVIRONMENT = Kind.ENVIRONMENT.exitCode();

  private ExitCode() {}

  /** Returns the exit code of a run that ends with a failure. */
  public static int of(Throwable failure) {
    return failure instanceof EvaluationException known ? known.kind().exitCode() : INTERNAL;
  }
}
