// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.failure.EvaluationException.Kind;

/** What the exit code says to a scheduler. */
final class ExitCode {
  /** Done, and all gates passed. */
  static final int DONE = 0;

  /** An error of this software. */
  static final int INTERNAL = 1;

  /** The command line or the configuration is wrong: another try needs a change. */
  static final int CONFIGURATION = Kind.CONFIGURATION.exitCode();

  /** A gate failed; the report is published. */
  static final int GATE_FAILED = 4;

  /** Storage or cluster failed: worth another try. */
  static final int ENVIRONMENT = Kind.ENVIRONMENT.exitCode();

  private ExitCode() {}
}
