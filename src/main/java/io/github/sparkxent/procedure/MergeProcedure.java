// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.merge.MergeJob;
import io.github.sparkxent.job.merge.MergeSettings;
import io.github.sparkxent.job.merge.MergeSources;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;

/**
 * {@code CALL xent.merge(sources, output, config, name, run_id, set)}: makes one report of the kept
 * states of several runs or directories, publishes it and returns it as {@code xent.evaluate} does.
 */
final class MergeProcedure extends XentProcedure {
  private static final String SOURCES = "sources";
  private static final String OUTPUT = "output";
  private static final String NAME = "name";
  private static final String RUN_ID = "run_id";

  MergeProcedure() {
    super(
        "merge",
        "Merges the kept states of runs or directories without reading a row, publishes their"
            + " report and returns it: rows of the kinds run, gate, warning and metric.");
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureArguments.required(
          SOURCES,
          DataTypes.createArrayType(DataTypes.StringType),
          "published runs that kept their states, and directories of states"),
      ProcedureArguments.required(OUTPUT, DataTypes.StringType, "where the result goes"),
      ProcedureArguments.optional(
          ProcedureArguments.CONFIG,
          DataTypes.StringType,
          "the path of the configuration of the states; null for that of the runs"),
      ProcedureArguments.optional(
          NAME, DataTypes.StringType, "the name of the report's evaluation"),
      ProcedureArguments.optional(RUN_ID, DataTypes.StringType, "the id of the report"),
      ProcedureArguments.settings()
    };
  }

  @Override
  ResultRows run(SparkSession spark, ProcedureArguments arguments) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    MergeSettings settings =
        new MergeSettings(
            arguments.text(ProcedureArguments.CONFIG),
            Map.of(),
            arguments.settings(ProcedureArguments.SET),
            arguments.requiredText(OUTPUT),
            List.of(),
            arguments.text(NAME),
            arguments.text(RUN_ID));
    MergeSources sources = MergeSources.open(hadoop, arguments.requiredTexts(SOURCES));
    EvaluationConfig config = settings.of(hadoop, sources);
    return ReportRows.of(MergeJob.run(hadoop, spark, sources, config));
  }
}
