// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * The data sets that stand beside the predictions, each joined on an id: none, labels, a baseline,
 * or both.
 */
public final class Joins {
  private final IdJoin labels;
  private final IdJoin baseline;
  private final Dataset<Row> predictions;

  private Joins(IdJoin labels, IdJoin baseline, Dataset<Row> predictions) {
    this.labels = labels;
    this.baseline = baseline;
    this.predictions = predictions;
  }

  /**
   * Resolves what a configuration joins.
   *
   * @param predictions rows with the columns of the input
   * @throws EvaluationException of kind configuration if an expression does not resolve or ids have
   *     types that do not compare exactly
   */
  public static Joins of(SparkSession spark, EvaluationConfig config, Dataset<Row> predictions) {
    IdJoin labels = config.labels() == null ? null : LabelJoin.of(spark, config, predictions);
    boolean hasBaseline = config.baseline() != null && config.baseline().isDataSet();
    Dataset<Row> labelled = labels == null ? predictions : labels.joined(predictions);
    IdJoin baseline = hasBaseline ? BaselineJoin.of(spark, config, labelled) : null;
    return new Joins(labels, baseline, predictions);
  }

  /** Returns the same beside other rows of the predictions. */
  public Joins over(Dataset<Row> rows) {
    return new Joins(labels, baseline, rows);
  }

  /** Returns all joins, the labels first. */
  public List<IdJoin> all() {
    return Stream.of(labels, baseline).filter(one -> one != null).toList();
  }

  /**
   * Compares the ids of one of the data sets with those of the predictions.
   *
   * @return warnings for the report
   * @throws EvaluationException of kind input if an id is twice on a side, or on one side only and
   *     the configuration does not skip it
   */
  public List<String> check(IdJoin one) {
    return one.check(predictions);
  }

  /** Returns each prediction with its label, if that is joined: what a slice may be made of. */
  public Dataset<Row> labelled() {
    return labels == null ? predictions : labels.joined(predictions);
  }

  /** Returns each prediction with all that stands beside it. Check the ids first. */
  public Dataset<Row> joined() {
    Dataset<Row> labelled = labelled();
    return baseline == null ? labelled : baseline.joined(labelled);
  }

  /** Returns the columns of {@link #joined} that were joined, by the names of the arguments. */
  public Map<String, InputColumn> columns() {
    Map<String, InputColumn> columns = new LinkedHashMap<>();
    all().forEach(one -> columns.putAll(one.columns()));
    return columns;
  }

  /** Returns the column of {@link #labelled} that has the joined label, or null. */
  public StructField label() {
    return labels == null ? null : labels.rows().schema().apply(labels.names().get(0));
  }

  /** Returns the label that was joined, or null. */
  public InputColumn labelColumn() {
    return columns().get(EvaluationArguments.LABEL);
  }

  /** Returns the names of the columns that are the baseline's, which are no part of the input. */
  public List<String> ofBaseline() {
    return baseline == null ? List.of() : baseline.names();
  }
}
