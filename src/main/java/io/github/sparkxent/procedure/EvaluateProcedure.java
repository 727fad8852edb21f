// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.Evaluation;

/**
 * {@code CALL xent.evaluate(config, set, yaml)}: runs an evaluation, publishes its report and
 * returns it.
 */
final class EvaluateProcedure extends EvaluationProcedure {
  EvaluateProcedure() {
    super(
        "evaluate",
        "Evaluates a classifier from its logits, publishes the report and returns it: rows of the"
            + " kinds run, gate, warning and metric.");
  }

  @Override
  ResultRows run(Evaluation evaluation) {
    return ReportRows.of(evaluation.run());
  }
}
