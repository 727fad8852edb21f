// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.LossJobCatalog;
import io.github.sparkxent.sql.SplitLossesFunction;
import io.github.sparkxent.sql.XentCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The one pass over the rows that the job makes, for the benchmark to run alone. */
public final class JobPlan {
  private final EvaluationQuery query;

  private JobPlan(EvaluationQuery query) {
    this.query = query;
  }

  /** Plans the pass as {@link EvaluationJob} does, in a session of the job's settings. */
  public static JobPlan of(SparkSession session, EvaluationConfig config) {
    return plan(RunSession.own(session), config);
  }

  /** Plans the same pass for the sums of the losses alone. */
  public static JobPlan ofLosses(SparkSession session, EvaluationConfig config) {
    SparkSession own = RunSession.own(session);
    own.conf().set("spark.sql.catalog." + XentCatalog.NAME, LossJobCatalog.class.getName());
    return plan(own, config);
  }

  private static JobPlan plan(SparkSession own, EvaluationConfig config) {
    try {
      Configuration hadoop = own.sparkContext().hadoopConfiguration();
      DataSource source = config.input().source();
      ParquetManifest manifest =
          ParquetManifest.of(
              hadoop, source, InputFiles.of(hadoop, source), NeededColumns.of(config));
      ReadBatches.fit(own, manifest.neededBytesPerRow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new JobPlan(new EvaluationQuery(EvaluationInput.of(own, config), config));
  }

  /** Runs the pass. */
  public EvaluationState run() {
    return query.run();
  }

  /** Runs a pass for the sums of the losses alone, and returns that of each split. */
  public SortedMap<String, Double> runLosses() {
    return SplitLossesFunction.sums((byte[]) query.plan().collectAsList().get(0).get(0));
  }
}
