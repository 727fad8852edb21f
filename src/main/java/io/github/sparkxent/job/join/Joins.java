// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.InputColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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
  private final BaselineLosses losses;
  private final Dataset<Row> predictions;

  private Joins(IdJoin labels, IdJoin baseline, BaselineLosses losses, Dataset<Row> predictions) {
    this.labels = labels;
    this.baseline = baseline;
    this.losses = losses;
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
    BaselineConfig baseline = config.baseline();
    if (baseline == null || !baseline.isDataSet()) {
      return new Joins(labels, null, null, predictions);
    }
    Dataset<Row> labelled = labels == null ? predictions : labels.joined(predictions);
    BaselineLosses losses = baseline.isLosses() ? BaselineLosses.of(spark, config) : null;
    return new Joins(
        labels,
        losses == null
            ? BaselineJoin.of(spark, config, labelled)
            : losses.joinedTo(labelled, config),
        losses,
        predictions);
  }

  /** Returns the same beside other rows of the predictions. */
  public Joins over(Dataset<Row> rows) {
    return new Joins(labels, baseline, losses, rows);
  }

  /** Returns all joins, the labels first. */
  public List<IdJoin> all() {
    return Stream.of(labels, baseline).filter(one -> one != null).toList();
  }

  /**
   * Compares the ids of one of the data sets with those of the predictions.
   *
   * @param kept tells of which predictions the run is, or null: of all
   * @return warnings for the report
   * @throws EvaluationException of kind input if an id is twice on a side, or on one side only and
   *     the configuration does not skip it
   */
  public List<String> check(IdJoin one, Column kept) {
    return one.check(predictions, kept);
  }

  /** Tells whether the baseline is the losses of an earlier run. */
  public boolean hasLosses() {
    return losses != null;
  }

  /**
   * Requires that losses which stand beside the predictions are of rows of as many classes.
   *
   * @throws EvaluationException of kind input if they are not
   */
  public void requireClasses(int numClasses) {
    if (losses != null) {
      losses.requireClasses(numClasses);
    }
  }

  /**
   * Finds evaluated predictions that have no losses beside them.
   *
   * @param evaluated the evaluated rows
   * @param id their id
   * @param count how many of them there are, more than 0
   * @return warnings for the report
   * @throws EvaluationException of kind input if the configuration does not skip them
   */
  public List<String> checkEvaluated(Dataset<Row> evaluated, Column id, long count) {
    return baseline.checkEvaluated(evaluated, id, count);
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

  /** Returns the names of the columns that are the baseline's, which are no part of the input. */
  public List<String> ofBaseline() {
    return baseline == null ? List.of() : baseline.names();
  }
}
