// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.LabelsConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.InputWait;
import io.github.sparkxent.job.input.WatchedFiles;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.InputColumns;
import io.github.sparkxent.job.input.column.LabelAdvice;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ColumnFaults;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.text.TextRows;
import io.github.sparkxent.report.text.TerminalText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Joins labels from their own data set to the predictions, and says which do not match. */
final class LabelJoin {
  private static final String ID = "__label_id";
  private static final String PREDICTIONS = "predictions";
  private static final String LABELS = "labels";
  private static final int EXAMPLES = 5;

  private final LabelsConfig config;
  private final Dataset<Row> labels;
  private final Long promised;
  private final WatchedFiles files;
  private final String name;
  private final Dataset<Row> predictions;
  private final Column id;

  private LabelJoin(
      LabelsConfig config,
      Dataset<Row> labels,
      Long promised,
      WatchedFiles files,
      String name,
      Dataset<Row> predictions,
      Column id) {
    this.config = config;
    this.labels = labels;
    this.promised = promised;
    this.files = files;
    this.name = name;
    this.predictions = predictions;
    this.id = id;
  }

  /**
   * Resolves the labels of a configuration.
   *
   * @param predictions the rows of the input
   * @throws EvaluationException of kind configuration if an expression does not resolve or the ids
   *     have types that do not compare exactly
   */
  static LabelJoin of(SparkSession spark, EvaluationConfig config, Dataset<Row> predictions) {
    LabelsConfig labels = config.labels();
    String idText = labels.id() == null ? config.columns().id() : labels.id();
    NeededColumns needed = new NeededColumns(List.of(idText, labels.label()));
    InputFiles files = files(spark, labels.source());
    ParquetManifest manifest = manifest(spark, labels.source(), files, needed);
    InputColumns columns =
        InputColumns.of(
            spark,
            labels.source(),
            files,
            ColumnConflicts.of(spark, labels.source(), files, manifest));
    InputColumn label = InputColumn.resolve(columns.declared(), "labels.label", labels.label());
    InputColumn labelId = InputColumn.resolve(columns.declared(), "labels.id", idText);
    InputColumn id = InputColumn.resolve(predictions, "columns.id", config.columns().id());
    Dataset<Row> source = columns.rows(needed, null, false, "", "");
    if (manifest != null) {
      ColumnNames names = ColumnNames.of(spark);
      ColumnFaults.heed(
          spark, manifest, column -> names.find(source.columns(), column).isPresent());
    }
    requireComparable(id, labelId);
    String name = DataReader.freeName(predictions.columns(), EvaluationInput.LABEL);
    return new LabelJoin(
        labels,
        source.select(labelId.column().as(ID), label.column().as(name)),
        manifest == null
            ? textRows(spark, labels.source(), files, needed)
            : Long.valueOf(manifest.rows()),
        WatchedFiles.of(
            spark.sparkContext().hadoopConfiguration(), labels.source(), files, manifest),
        name,
        predictions,
        id.column());
  }

  private static void requireComparable(InputColumn id, InputColumn labelId) {
    if (!id.type().equals(labelId.type()) && !(id.isInteger() && labelId.isInteger())) {
      throw EvaluationException.configuration(
          "%s, expected %s as columns.id is%s"
              .formatted(labelId, id.type().simpleString(), LabelAdvice.ids(labelId, id)));
    }
  }

  private static InputFiles files(SparkSession spark, DataSource source) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      return InputWait.byClock().until(source, () -> InputFiles.of(hadoop, source));
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  private static ParquetManifest manifest(
      SparkSession spark, DataSource source, InputFiles files, NeededColumns needed) {
    try {
      return ParquetManifest.of(
          spark.sparkContext().hadoopConfiguration(), source, files, needed.mentioned());
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  private static Long textRows(
      SparkSession spark, DataSource source, InputFiles files, NeededColumns needed) {
    try {
      return TextRows.areIn(source) ? TextRows.count(spark, source, files, needed) : null;
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /** Returns the files of the labels. */
  WatchedFiles files() {
    return files;
  }

  /** Returns the column of {@link #joined} that has the label. */
  InputColumn label() {
    return new InputColumn(
        "labels.label",
        config.label(),
        config.label(),
        col("`" + name + "`"),
        labels.schema().apply(name).dataType());
  }

  /** Returns the column of {@link #joined} that has the label, by its name there. */
  StructField field() {
    return labels.schema().apply(name);
  }

  /** Returns the same labels beside other rows of the predictions. */
  LabelJoin over(Dataset<Row> rows) {
    return new LabelJoin(config, labels, promised, files, name, rows, id);
  }

  /** Returns each prediction with its label, or null. Check the ids first. */
  Dataset<Row> joined() {
    return predictions.join(labels, id.equalTo(labels.col(ID)), "left_outer").drop(labels.col(ID));
  }

  /**
   * Compares the ids of the two sides.
   *
   * @return warnings for the report
   * @throws EvaluationException of kind input if an id is twice on a side, or on one side only and
   *     the configuration does not skip it
   */
  List<String> check() {
    Dataset<Row> ids = ids();
    Column predicted = coalesce(col(PREDICTIONS), lit(0L));
    Column labelled = coalesce(col(LABELS), lit(0L));
    Column[] problems = {
      labelled.equalTo(0), predicted.equalTo(0), predicted.gt(1), labelled.gt(1)
    };
    String[] names = {
      "predictions without a label",
      "labels without a prediction",
      "ids with several predictions",
      "ids with several labels"
    };
    Column[] rows = {predicted, labelled, lit(1L), lit(1L)};
    for (int i = 2; i < problems.length; i++) {
      problems[i] = problems[i].and(col(ID).isNotNull());
    }
    Row counts = counts(ids, labelled, problems, rows);
    config.source().requirePromised("labels", counts.getLong(problems.length), promised);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < problems.length; i++) {
      if (counts.getLong(i) > 0) {
        found.add(counts.getLong(i) + " " + names[i] + examples(ids.where(problems[i])));
      }
    }
    boolean repeated = counts.getLong(2) + counts.getLong(3) > 0;
    if (!found.isEmpty() && (repeated || config.unmatched() == LabelsConfig.Unmatched.FAIL)) {
      throw EvaluationException.input(
          "labels and predictions do not match: "
              + String.join("; ", found)
              + (repeated
                  ? "; an id must stand once on each side"
                  : "; labels.unmatched is fail: skip would make predictions without a label"
                      + " invalid rows"));
    }
    return found.stream().map(one -> one + ", as labels.unmatched allows").toList();
  }

  private Dataset<Row> ids() {
    Dataset<Row> left =
        predictions.select(id.as(ID)).groupBy(col(ID)).agg(count(lit(1)).as(PREDICTIONS));
    Dataset<Row> right = labels.groupBy(col(ID)).agg(count(lit(1)).as(LABELS));
    return left.join(right, left.col(ID).equalTo(right.col(ID)), "full_outer")
        .select(coalesce(left.col(ID), right.col(ID)).as(ID), col(PREDICTIONS), col(LABELS));
  }

  private static Row counts(Dataset<Row> ids, Column labelled, Column[] problems, Column[] rows) {
    Column[] sums = new Column[problems.length];
    for (int i = 0; i < problems.length; i++) {
      sums[i] = coalesce(sum(when(problems[i], rows[i])), lit(0L));
    }
    Column all = coalesce(sum(labelled), lit(0L));
    return ids.agg(sums[0], sums[1], sums[2], sums[3], all).first();
  }

  private static String examples(Dataset<Row> ids) {
    List<String> examples =
        ids
            .orderBy(col(ID))
            .limit(EXAMPLES)
            .select(col(ID).cast(DataTypes.StringType))
            .collectAsList()
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .map(id -> TerminalText.printable(id, EvaluationQuery.SHOWN_OF_ID))
            .toList();
    return " (such as " + String.join(", ", examples) + ")";
  }
}
