// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.state.EvaluationState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.SparkSession;

/** The one pass over the rows that the job makes, for the benchmark to run alone. */
public final class JobPlan {
  private final EvaluationQuery query;

  private JobPlan(EvaluationQuery query) {
    this.query = query;
  }

  /**
   * Plans the pass as {@link EvaluationJob} does, in a session of the job's settings: from the
   * footers on, whose reading is no part of what is measured.
   */
  public static JobPlan of(SparkSession session, EvaluationConfig config) {
    SparkSession own = RunSession.own(session, config);
    try {
      PhaseLog phases = new PhaseLog(own.sparkContext(), "benchmark");
      PreparedInput prepared = PreparedInput.of(own, config, phases, false);
      return new JobPlan(new EvaluationQuery(prepared.input(), config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the pass. */
  public EvaluationState run() {
    return query.run();
  }
}
