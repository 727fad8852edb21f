// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.job.history.Overruling.Decision;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.Verdict.Outcome;

/**
 * A published run.
 *
 * @param report its report
 * @param overruling what a person said of it, or null
 */
record PastRun(EvaluationReport report, Overruling overruling) {
  /**
   * Tells whether later runs may be held against it: as a person said, else if none of its gates on
   * anything but trends failed or was inconclusive.
   */
  boolean isAccepted() {
    return overruling == null
        ? report.gates().stream().allMatch(gate -> gate.isTrend() || gate.outcome() == Outcome.PASS)
        : overruling.decision() == Decision.ACCEPT;
  }
}
