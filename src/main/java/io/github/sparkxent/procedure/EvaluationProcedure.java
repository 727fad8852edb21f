// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.job.failure.EvaluationException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;

/** A procedure on an evaluation: a configuration in, and settings over it. None is needed. */
abstract class EvaluationProcedure extends XentProcedure {
  private static final String YAML = "yaml";

  EvaluationProcedure(String name, String description) {
    super(name, description);
  }

  /** Returns the rows of the result. */
  abstract ResultRows run(Evaluation evaluation);

  @Override
  public final ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureArguments.optional(
          ProcedureArguments.CONFIG,
          DataTypes.StringType,
          "the path of a configuration, a YAML file"),
      ProcedureArguments.settings(),
      ProcedureArguments.optional(
          YAML, DataTypes.StringType, "the configuration itself, in the place of its path")
    };
  }

  @Override
  final ResultRows run(SparkSession spark, ProcedureArguments arguments) {
    Evaluation evaluation = Evaluation.of(spark);
    String config = arguments.text(ProcedureArguments.CONFIG);
    String yaml = arguments.text(YAML);
    if (config != null && yaml != null) {
      throw EvaluationException.configuration(
          "both %s and %s, expected one of them".formatted(ProcedureArguments.CONFIG, YAML));
    }
    if (config != null) {
      evaluation.config(config);
    }
    if (yaml != null) {
      evaluation.yaml(yaml);
    }
    return run(evaluation.set(arguments.settings(ProcedureArguments.SET)));
  }
}
