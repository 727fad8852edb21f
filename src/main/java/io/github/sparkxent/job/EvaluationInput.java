// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.Slice;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.InputColumns;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.column.RowExpression;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.sql.XentCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows to evaluate, under fixed column names: {@code id} if the rows have one, {@code split},
 * {@code logits}, {@code label}, {@code weight}.
 */
final class EvaluationInput {
  static final String ID = "id";
  static final String SPLIT = ColumnsConfig.SPLIT;
  static final String LOGITS = "logits";
  static final String LABEL = "label";
  static final String WEIGHT = "weight";

  /** Comes before the index of a slice in the name of its column. */
  static final String SLICE = "slice_";

  /** The split of all rows where there is no split column. */
  static final String ALL = "all";

  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);

  private final Dataset<Row> source;
  private final Column[] selected;
  private final Dataset<Row> rows;
  private final boolean hasId;
  private final LabelJoin labels;
  private final Predicate<String> needed;

  private EvaluationInput(
      Dataset<Row> source,
      Column[] selected,
      boolean hasId,
      LabelJoin labels,
      Predicate<String> needed) {
    this.source = source;
    this.selected = selected;
    this.rows = source.select(selected);
    this.hasId = hasId;
    this.labels = labels;
    this.needed = needed;
  }

  /**
   * Resolves the columns of a configuration.
   *
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type
   */
  static EvaluationInput of(SparkSession spark, EvaluationConfig config) {
    try {
      InputFiles files =
          InputFiles.of(spark.sparkContext().hadoopConfiguration(), config.input().source());
      return of(spark, config, files, ColumnConflicts.none());
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /**
   * Resolves the columns of a configuration over files that may differ.
   *
   * @param files the listed files of the input; null if it is a table or a query
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type,
   *     of kind input if a file lacks a column that is needed or has another type for it
   */
  static EvaluationInput of(
      SparkSession spark, EvaluationConfig config, InputFiles files, ColumnConflicts conflicts) {
    InputColumns input = InputColumns.of(spark, config.input(), files, conflicts);
    Dataset<Row> declared = input.declared();
    LabelJoin labels = config.labels() == null ? null : LabelJoin.of(spark, config, declared);
    String split = input.split() == null ? config.columns().split() : input.split();
    Map<String, InputColumn> resolved =
        resolved(declared, config, split, labels, ColumnNames.of(spark));
    Dataset<Row> joined = labels == null ? declared : labels.joined();
    List<Column> slices = new ArrayList<>();
    for (Slice slice : config.slices()) {
      String sql = slice.expression();
      Column value = RowExpression.of(joined, "slices:", sql, sql).column();
      slices.add(value.cast(DataTypes.StringType).as(SLICE + slices.size()));
    }
    ColumnNames names = ColumnNames.of(spark);
    Dataset<Row> source =
        input.rows(
            NeededColumns.of(config),
            labels == null ? null : labels.field(),
            config.quality().quarantine() != null,
            "or set quality.invalid_rows to skip, since quarantine writes rows with all columns");
    List<Column> selected = selected(resolved, config);
    selected.addAll(slices);
    LabelJoin matched = labels == null ? null : labels.over(source);
    return new EvaluationInput(
        matched == null ? source : matched.joined(),
        selected.toArray(new Column[0]),
        config.columns().id() != null,
        matched,
        column -> names.find(source.columns(), column).isPresent());
  }

  /** Resolves all expressions, each by the name of its column. */
  private static Map<String, InputColumn> resolved(
      Dataset<Row> source,
      EvaluationConfig config,
      String split,
      LabelJoin labels,
      ColumnNames names) {
    ColumnsConfig columns = config.columns();
    Map<String, InputColumn> resolved = new HashMap<>();
    resolved.put(LOGITS, InputColumn.resolve(source, "columns.logits", columns.logits()));
    resolved.put(
        LABEL,
        labels == null
            ? InputColumn.resolve(source, "columns.label", columns.label())
            : labels.label());
    if (columns.id() != null) {
      resolved.put(ID, InputColumn.resolve(source, "columns.id", columns.id()));
    }
    boolean hasUsual = names.find(source.columns(), SPLIT).isPresent();
    if (split != null || hasUsual) {
      resolved.put(
          SPLIT, InputColumn.resolve(source, "columns.split", split == null ? SPLIT : split));
    }
    if (columns.weight() != null) {
      resolved.put(WEIGHT, InputColumn.resolve(source, "columns.weight", columns.weight()));
    }
    return resolved;
  }

  private static List<Column> selected(Map<String, InputColumn> columns, EvaluationConfig config) {
    List<Column> selected = new ArrayList<>();
    if (columns.containsKey(ID)) {
      selected.add(columns.get(ID).column().as(ID));
    }
    Column split = columns.containsKey(SPLIT) ? columns.get(SPLIT).column() : lit(ALL);
    selected.add(split.cast(DataTypes.StringType).as(SPLIT));
    selected.add(columns.get(LOGITS).withArrays().requireLogits(config.classes()).as(LOGITS));
    InputColumn label = columns.get(LABEL).withArrays();
    selected.add(label.requireLabel(config.classes() != null).as(LABEL));
    label.requireIgnorable(config.loss().ignoreIndex(), config.classNames().size());
    selected.add(
        columns.containsKey(WEIGHT)
            ? columns.get(WEIGHT).requireNumber().cast(DataTypes.DoubleType).as(WEIGHT)
            : lit(1.0).as(WEIGHT));
    return selected;
  }

  /** Returns {@link #rows()} with the original row beside it, as one struct. */
  Dataset<Row> rowsWithWhole(String whole) {
    List<Column> columns = new ArrayList<>();
    columns.add(struct(col("*")).as(whole));
    columns.addAll(Arrays.asList(selected));
    return source.select(columns.toArray(new Column[0]));
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** Tells whether a column of the files is needed. */
  boolean needs(String column) {
    return needed.test(column);
  }

  boolean hasSourceColumn(String name) {
    return Arrays.stream(source.columns()).anyMatch(name::equalsIgnoreCase);
  }

  /** Returns the labels of their own data set, or null if the input has them. */
  LabelJoin labels() {
    return labels;
  }

  boolean hasId() {
    return hasId;
  }

  /**
   * Returns the id as the aggregate takes it: in its own type if that is a common one, else as
   * text.
   */
  Column idArgument() {
    DataType type = rows.schema().apply(ID).dataType();
    return ID_TYPES.contains(type) ? col(ID) : col(ID).cast(DataTypes.StringType);
  }

  /** Returns the logits, packed ones as an array; null where their number of bytes is broken. */
  Column logitsAsArray() {
    return rows.schema().apply(LOGITS).dataType().equals(DataTypes.BinaryType)
        ? when(
            length(col(LOGITS)).mod(lit(Float.BYTES)).equalTo(lit(0)),
            call_function(XentCatalog.NAME + ".unpack", col(LOGITS)))
        : col(LOGITS);
  }

  /** Returns the label as the functions take it: bigint, double, string or array. */
  Column labelArgument() {
    DataType type = rows.schema().apply(LABEL).dataType();
    if (InputColumn.isInteger(type)) {
      return col(LABEL).cast(DataTypes.LongType);
    }
    return InputColumn.isFloating(type) ? col(LABEL).cast(DataTypes.DoubleType) : col(LABEL);
  }
}
