// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.Slice;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.DirectoryFilter;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.ListedColumns;
import io.github.sparkxent.job.input.column.PlainColumn;
import io.github.sparkxent.job.input.column.RowExpression;
import io.github.sparkxent.job.input.column.SequenceInput;
import io.github.sparkxent.job.input.column.TwoClassColumns;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.join.Joins;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The expressions of a configuration, resolved over the columns of an input.
 *
 * @param config the configuration
 * @param columns what each resolves to, by the name of its column
 * @param slices the values of the slices
 * @param kept whether the run is about a row, or null: it is about all
 */
record EvaluationColumns(
    EvaluationConfig config, Map<String, InputColumn> columns, List<Column> slices, Column kept) {
  /**
   * Resolves the expressions.
   *
   * @param declared the columns of the input
   * @param split the expression of the split, or null for the usual column
   * @param filter the condition of the rows that the run is about, or null
   * @param joins what stands beside the input
   * @throws EvaluationException of kind configuration if one does not resolve
   */
  static EvaluationColumns of(
      EvaluationConfig config, Dataset<Row> declared, String split, String filter, Joins joins) {
    Map<String, InputColumn> columns = resolved(config, declared, split, joins);
    Column kept = filter == null ? null : kept(declared, filter);
    Dataset<Row> labelled = joins.labelled();
    List<Column> slices = new ArrayList<>();
    for (Slice slice : config.slices()) {
      String sql = slice.expression();
      Column value =
          slice.isByPosition()
              ? lit(null)
              : guarded(RowExpression.of(labelled, "slices:", sql, sql).column(), sql, kept);
      slices.add(value.cast(DataTypes.StringType).as(EvaluationArguments.SLICE + slices.size()));
    }
    return new EvaluationColumns(config, columns, slices, kept);
  }

  /** Returns whether the run is about a row; what is not known of a row does not keep it. */
  private static Column kept(Dataset<Row> declared, String filter) {
    RowExpression condition = RowExpression.of(declared, DirectoryFilter.KEY, filter, filter);
    condition.requireCondition(DirectoryFilter.KEY, filter);
    return coalesce(condition.column(), lit(false));
  }

  /** Returns a column that is not computed of filtered rows, in which it may fail. */
  private static Column guarded(Column column, String expression, Column kept) {
    return kept == null || PlainColumn.name(expression) != null ? column : when(kept, column);
  }

  private Column guarded(InputColumn of, Column column) {
    return guarded(column, of.expression(), kept);
  }

  private static Map<String, InputColumn> resolved(
      EvaluationConfig config, Dataset<Row> source, String split, Joins joins) {
    ColumnsConfig columns = config.columns();
    Map<String, InputColumn> resolved = new HashMap<>();
    resolved.put(
        EvaluationInput.LOGITS, InputColumn.resolve(source, "columns.logits", columns.logits()));
    resolved.putAll(joins.columns());
    if (!resolved.containsKey(EvaluationInput.LABEL)) {
      resolved.put(
          EvaluationInput.LABEL, InputColumn.resolve(source, "columns.label", columns.label()));
    }
    if (columns.id() != null) {
      resolved.put(EvaluationInput.ID, InputColumn.resolve(source, "columns.id", columns.id()));
    }
    String usual = EvaluationInput.SPLIT;
    ColumnNames names = ColumnNames.of(source.sparkSession());
    if (split != null || names.find(source.columns(), usual).isPresent()) {
      resolved.put(
          usual, InputColumn.resolve(source, "columns.split", split == null ? usual : split));
    }
    if (columns.weight() != null) {
      resolved.put(
          EvaluationInput.WEIGHT, InputColumn.resolve(source, "columns.weight", columns.weight()));
    }
    String baseline = columns.baselineLogits();
    if (baseline != null) {
      resolved.put(
          EvaluationArguments.BASELINE_LOGITS,
          InputColumn.resolve(source, "columns.baseline_logits", baseline));
    }
    String cluster = config.comparison().cluster();
    if (cluster != null) {
      resolved.put(
          EvaluationArguments.CLUSTER, InputColumn.resolve(source, "comparison.cluster", cluster));
    }
    if (columns.mask() != null) {
      resolved.put(
          EvaluationArguments.MASK, InputColumn.resolve(source, "columns.mask", columns.mask()));
    }
    if (columns.bytes() != null) {
      resolved.put(
          EvaluationArguments.BYTES, InputColumn.resolve(source, "columns.bytes", columns.bytes()));
    }
    return resolved;
  }

  /** Tells whether rows are sequences. */
  boolean areSequences() {
    return SequenceInput.areIn(
        columns.get(EvaluationInput.LOGITS).type(), columns.get(EvaluationInput.LABEL).type());
  }

  /** Returns the expression of the split, or null if all rows are of one. */
  String split() {
    InputColumn split = columns.get(EvaluationInput.SPLIT);
    return split == null ? null : split.expression();
  }

  boolean hasId() {
    return columns.containsKey(EvaluationInput.ID);
  }

  /**
   * Returns the columns under their fixed names.
   *
   * @throws EvaluationException of kind configuration if one has an unfit type
   */
  Column[] selected() {
    List<Column> selected = new ArrayList<>();
    if (hasId()) {
      InputColumn id = columns.get(EvaluationInput.ID);
      selected.add(guarded(id, id.column()).as(EvaluationInput.ID));
    }
    InputColumn split = columns.get(EvaluationInput.SPLIT);
    selected.add(
        (split == null ? lit(EvaluationInput.ALL) : guarded(split, split.column()))
            .cast(DataTypes.StringType)
            .as(EvaluationInput.SPLIT));
    if (areSequences()) {
      SequenceInput.require(config, columns);
    } else {
      SequenceInput.requireNone(config, columns.get(EvaluationInput.LABEL));
    }
    selected.add(logits(EvaluationInput.LOGITS, config.columns().inputKind()));
    InputColumn label = label(EvaluationInput.LABEL);
    selected.add(required(label).as(EvaluationInput.LABEL));
    label.requireIgnorable(config.loss().ignoreIndex(), config.classNames().size());
    InputColumn weight = columns.get(EvaluationInput.WEIGHT);
    selected.add(
        (weight == null ? lit(1.0) : guarded(weight, weight.requireNumber()))
            .cast(DataTypes.DoubleType)
            .as(EvaluationInput.WEIGHT));
    selected.addAll(slices);
    addComparison(selected);
    addSequences(selected);
    if (kept != null) {
      selected.add(kept.as(EvaluationArguments.KEPT));
    }
    return selected.toArray(new Column[0]);
  }

  private void addComparison(List<Column> selected) {
    InputColumn cluster = columns.get(EvaluationArguments.CLUSTER);
    if (cluster != null) {
      Column text = guarded(cluster, cluster.column()).cast(DataTypes.StringType);
      selected.add(text.as(EvaluationArguments.CLUSTER));
    }
    if (columns.containsKey(EvaluationArguments.BASELINE_LOGITS)) {
      PredictionKind kind = config.baselineKind();
      selected.add(logits(EvaluationArguments.BASELINE_LOGITS, kind));
    }
    for (String figure : EvaluationArguments.BASELINE_FIGURES) {
      if (columns.containsKey(figure)) {
        selected.add(columns.get(figure).column().as(figure));
      }
    }
    if (columns.containsKey(EvaluationArguments.BASELINE_LABEL)) {
      InputColumn label = label(EvaluationArguments.BASELINE_LABEL);
      selected.add(required(label).as(EvaluationArguments.BASELINE_LABEL));
    }
  }

  private void addSequences(List<Column> selected) {
    InputColumn mask = columns.get(EvaluationArguments.MASK);
    if (mask != null) {
      selected.add(guarded(mask, SequenceInput.mask(mask)).as(EvaluationArguments.MASK));
    }
    InputColumn bytes = columns.get(EvaluationArguments.BYTES);
    if (bytes != null) {
      Column number = bytes.column().cast(DataTypes.LongType);
      selected.add(guarded(bytes, number).as(EvaluationArguments.BYTES));
    }
  }

  private InputColumn label(String name) {
    InputColumn label = columns.get(name).withArrays();
    return config.hasTwoClasses() ? TwoClassColumns.label(label) : label;
  }

  private Column required(InputColumn label) {
    return guarded(
        label, areSequences() ? label.column() : label.requireLabel(config.classes() != null));
  }

  private Column logits(String name, PredictionKind kind) {
    if (config.columns().listsClasses()) {
      InputColumn lists = columns.get(name);
      InputColumn label = columns.get(EvaluationInput.LABEL);
      return guarded(lists, ListedColumns.require(lists, label)).as(name);
    }
    InputColumn found = columns.get(name).withArrays();
    if (areSequences()) {
      return guarded(found, found.column()).as(name);
    }
    InputColumn logits = config.hasTwoClasses() ? TwoClassColumns.prediction(found, kind) : found;
    boolean isBaseline = name.equals(EvaluationArguments.BASELINE_LOGITS);
    if (!isBaseline) {
      logits.requireEncodable("columns.encoding", config.columns().encoding());
    } else if (config.baseline() != null) {
      logits.requireEncodable("baseline.encoding", config.baseline().encoding());
    }
    return guarded(found, logits.requireLogits(config.classes())).as(name);
  }
}
