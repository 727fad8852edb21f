// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.metric.state.EvaluationState;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    SparkSession own = RunSession.own(session, config);
    try {
      Configuration hadoop = own.sparkContext().hadoopConfiguration();
      DataSource source = config.input().source();
      ParquetManifest manifest =
          ParquetManifest.of(
              hadoop, source, InputFiles.of(hadoop, source), NeededColumns.of(config).mentioned());
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
}
