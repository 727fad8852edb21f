// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.PublishedRun;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricLine;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A published report as rows: the first is the run, then come the verdicts of the gates, the
 * warnings and the metrics.
 */
final class ReportRows {
  private static final StructType COLUMNS =
      new StructType()
          .add("kind", DataTypes.StringType, false)
          .add("split", DataTypes.StringType)
          .add("slice", DataTypes.StringType)
          .add("slice_value", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("passed", DataTypes.BooleanType)
          .add("text", DataTypes.StringType);

  private ReportRows() {}

  static ResultRows of(PublishedRun run) {
    EvaluationReport report = run.report();
    ResultRows rows = new ResultRows(COLUMNS);
    String directory = Secrets.maskPath(run.directory());
    rows.add("run", null, null, null, null, null, report.passed(), directory);
    report.gates().forEach(verdict -> add(rows, verdict));
    for (String warning : report.run().warnings()) {
      rows.add("warning", null, null, null, null, null, null, warning);
    }
    for (MetricLine line : MetricLine.of(report)) {
      rows.add(
          "metric",
          line.split(),
          line.slice(),
          line.sliceValue(),
          line.metric(),
          line.value(),
          null,
          null);
    }
    return rows;
  }

  private static void add(ResultRows rows, Verdict verdict) {
    SplitPart part = verdict.part();
    String subject = part.label() == null ? "" : part.text() + ": ";
    rows.add(
        "gate",
        verdict.split(),
        part.slice(),
        part.value(),
        verdict.metric(),
        verdict.value(),
        verdict.passed(),
        verdict.outcome().word() + ": " + subject + verdict.reason());
  }
}
