// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.output.StagedRows;
import io.github.sparkxent.metric.SplitSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that a run writes beside its report, for which the input is read again. */
final class RowFiles {
  private final SparkSession spark;
  private final PhaseLog phases;
  private final RunDirectory directory;
  private final List<Runnable> comparisons = new ArrayList<>();

  RowFiles(SparkSession spark, PhaseLog phases, RunDirectory directory) {
    this.spark = spark;
    this.phases = phases;
    this.directory = directory;
  }

  /** Writes the rows that the configuration asks for. */
  void write(
      EvaluationConfig config,
      EvaluationQuery query,
      List<SplitSummary> summaries,
      InvalidRowsCheck check)
      throws IOException {
    SecondReading again = new SecondReading(spark);
    String quarantine = config.quality().quarantine();
    if (quarantine != null && check.invalid() > 0) {
      Dataset<Row> rows = query.invalidRows(check.numClasses());
      ParquetManifest written = write(rows, quarantine, "invalid rows", check.invalid());
      comparisons.add(() -> again.requireInvalidRows(written, check.byReason()));
    }
    String losses = config.output().losses();
    if (losses != null) {
      Dataset<Row> rows = query.losses(check.numClasses());
      ParquetManifest written = write(rows, losses, "losses", losses(summaries));
      comparisons.add(() -> again.requireLosses(written, summaries));
    }
  }

  /** Returns how many losses there are: of rows, or of the positions of sequences. */
  private static long losses(List<SplitSummary> summaries) {
    return summaries.stream().mapToLong(SplitSummary::evaluated).sum();
  }

  private ParquetManifest write(Dataset<Row> rows, String name, String what, long expected)
      throws IOException {
    phases.begin("write " + what);
    ParquetManifest written =
        StagedRows.write(
            rows,
            spark.sparkContext().hadoopConfiguration(),
            directory.staged(name),
            what,
            expected);
    phases.end(expected);
    return written;
  }

  /** Holds what was written against the first reading. */
  void requireSame() {
    comparisons.forEach(Runnable::run);
  }
}
