// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.job.failure.EvaluationException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the procedures take: a configuration, and settings over it. None is needed, null is none.
 */
final class ProcedureArguments {
  private static final String CONFIG = "config";
  private static final String SET = "set";
  private static final String YAML = "yaml";
  private static final DataType SETTINGS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  private ProcedureArguments() {}

  /** Returns the parameters, in the order of positional arguments. */
  static ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      optional(CONFIG, DataTypes.StringType, "the path of a configuration, a YAML file"),
      optional(SET, SETTINGS, "keys over the configuration, and their values in YAML"),
      optional(YAML, DataTypes.StringType, "the configuration itself, in the place of its path")
    };
  }

  private static ProcedureParameter optional(String name, DataType type, String comment) {
    return ProcedureParameter.in(name, type)
        .defaultValue("CAST(NULL AS " + type.sql() + ")")
        .comment(comment)
        .build();
  }

  /** Returns the evaluation that the arguments of a call are for. */
  static Evaluation evaluation(SparkSession spark, InternalRow arguments) {
    Evaluation evaluation = Evaluation.of(spark);
    if (!arguments.isNullAt(0) && !arguments.isNullAt(2)) {
      throw EvaluationException.configuration(
          "both %s and %s, expected one of them".formatted(CONFIG, YAML));
    }
    if (!arguments.isNullAt(0)) {
      evaluation.config(arguments.getUTF8String(0).toString());
    }
    if (!arguments.isNullAt(2)) {
      evaluation.yaml(arguments.getUTF8String(2).toString());
    }
    if (!arguments.isNullAt(1)) {
      set(evaluation, arguments.getMap(1));
    }
    return evaluation;
  }

  private static void set(Evaluation evaluation, MapData settings) {
    for (int i = 0; i < settings.numElements(); i++) {
      UTF8String value =
          settings.valueArray().isNullAt(i) ? null : settings.valueArray().getUTF8String(i);
      evaluation.set(
          settings.keyArray().getUTF8String(i).toString(),
          value == null ? "null" : value.toString());
    }
  }
}
