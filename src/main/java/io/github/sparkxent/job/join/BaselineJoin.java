// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds the predictions of a baseline that stand in a data set of their own. */
final class BaselineJoin {
  private BaselineJoin() {}

  /**
   * Resolves the baseline of a configuration.
   *
   * @param predictions rows with the columns of the input
   * @throws EvaluationException of kind configuration if an expression does not resolve or the ids
   *     have types that do not compare exactly
   */
  static IdJoin of(SparkSession spark, EvaluationConfig config, Dataset<Row> predictions) {
    BaselineConfig baseline = config.baseline();
    String idText = baseline.id() == null ? config.columns().id() : baseline.id();
    String logits = baseline.logits() == null ? config.columns().logits() : baseline.logits();
    List<String> expressions = new ArrayList<>(List.of(idText, logits));
    if (baseline.label() != null) {
      expressions.add(baseline.label());
    }
    SideData data = SideData.of(spark, baseline.source(), expressions);
    Map<String, InputColumn> columns = new LinkedHashMap<>();
    columns.put(EvaluationArguments.BASELINE_LOGITS, data.resolve("baseline.logits", logits));
    if (baseline.label() != null) {
      columns.put(
          EvaluationArguments.BASELINE_LABEL, data.resolve("baseline.label", baseline.label()));
    }
    InputColumn id = data.resolve("baseline.id", idText);
    return IdJoin.of(
        Side.PREDICTIONS, config, baseline.unmatched(), predictions, data, id, columns);
  }
}
