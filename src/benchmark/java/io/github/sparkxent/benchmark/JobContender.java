// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import io.github.sparkxent.job.JobPlan;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.state.EvaluationState;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The job's own plan with all its metrics, from the files to the figures of each split. */
final class JobContender implements Contender {
  private final String name;
  private final JobPlan plan;

  JobContender(SparkSession spark, String name, Path files, String settings) {
    this.name = name;
    plan = JobPlan.of(spark, configuration(files, settings));
  }

  private static EvaluationConfig configuration(Path files, String settings) {
    ConfigurationReader reader = ConfigurationReader.of("benchmark.yaml", settings);
    reader.setText("input.path", files.toString());
    return reader.read();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Figures run() {
    EvaluationState state = plan.run();
    return new JobFigures(state.summaries(state.commonNumClasses()));
  }
}
