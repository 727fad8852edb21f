// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

/** What the exit code says to a scheduler. */
final class ExitCode {
  /** Done, and all gates passed. */
  static final int DONE = 0;

  /** An error of this software. */
  static final int INTERNAL = 1;

  /** The command line or the configuration is wrong: another try needs a change. */
  static final int CONFIGURATION = 2;

  /** The input data are refused. */
  static final int INPUT = 3;

  /** A gate failed; the report is published. */
  static final int GATE_FAILED = 4;

  /** Storage or cluster failed: worth another try. */
  static final int ENVIRONMENT = 5;

  private ExitCode() {}
}
