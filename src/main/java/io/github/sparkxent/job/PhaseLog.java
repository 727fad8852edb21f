// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import java.util.Locale;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log and on Spark's pages what a run does, and how long each phase took. */
public final class PhaseLog {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);
  private static final double NANOS_PER_SECOND = 1e9;

  private final SparkContext context;
  private final String name;
  private String phase;
  private long begun;

  /**
   * Begins a log.
   *
   * @param context the Spark whose jobs are described, or null
   * @param name the name of the evaluation or the command
   */
  public PhaseLog(SparkContext context, String name) {
    this.context = context;
    this.name = name;
  }

  /**
   * Begins a phase: Spark's jobs from here on are described by it.
   *
   * @param what the phase in words
   */
  public void begin(String what) {
    phase = what;
    begun = System.nanoTime();
    describe("spark-xent " + name + ": " + what);
  }

  /**
   * Ends a phase that is about a number of rows.
   *
   * @param rows their number
   */
  public void end(long rows) {
    LOG.info("{}: {}: {} rows in {} s", name, phase, rows, seconds());
    describe(null);
  }

  /** Ends a phase that is not about rows, or whose rows were not counted. */
  public void end() {
    LOG.info("{}: {}: {} s", name, phase, seconds());
    describe(null);
  }

  private void describe(String jobs) {
    if (context != null) {
      context.setJobDescription(jobs);
    }
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.3f", (System.nanoTime() - begun) / NANOS_PER_SECOND);
  }
}
