// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.LabelsConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds the labels of a configuration that has them in a data set of their own. */
final class LabelJoin {
  private LabelJoin() {}

  /**
   * Resolves the labels of a configuration.
   *
   * @param predictions the rows of the input, or others of the same columns
   * @throws EvaluationException of kind configuration if an expression does not resolve or the ids
   *     have types that do not compare exactly
   */
  static IdJoin of(SparkSession spark, EvaluationConfig config, Dataset<Row> predictions) {
    LabelsConfig labels = config.labels();
    String idText = labels.id() == null ? config.columns().id() : labels.id();
    SideData data = SideData.of(spark, labels.source(), List.of(idText, labels.label()));
    InputColumn label = data.resolve("labels.label", labels.label());
    InputColumn id = data.resolve("labels.id", idText);
    return IdJoin.of(
        Side.LABELS,
        config,
        labels.unmatched(),
        predictions,
        data,
        id,
        Map.of(EvaluationArguments.LABEL, label));
  }
}
