// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.LabelsConfig.Unmatched;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.job.input.WatchedFiles;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.LabelAdvice;
import io.github.sparkxent.report.text.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Joins a data set to the predictions on an id, and says which ids do not match. */
public final class IdJoin {
  /** The longest part of an id that a message shows. */
  public static final int SHOWN_OF_ID = 100;

  private static final String ID = "__id";
  private static final String PREDICTIONS = "predictions";
  private static final String KEPT = "kept";
  private static final String BESIDE = "beside";
  private static final int EXAMPLES = 5;

  private final Side side;
  private final Unmatched unmatched;
  private final Map<String, InputColumn> columns;
  private final Dataset<Row> rows;
  private final String idName;
  private final InputColumn id;
  private final SideData data;
  private final Long promised;

  private IdJoin(
      Side side,
      Unmatched unmatched,
      Map<String, InputColumn> columns,
      Dataset<Row> rows,
      String idName,
      InputColumn id,
      SideData data,
      Long promised) {
    this.side = side;
    this.unmatched = unmatched;
    this.columns = columns;
    this.rows = rows;
    this.idName = idName;
    this.id = id;
    this.data = data;
    this.promised = promised;
  }

  /**
   * Prepares a join.
   *
   * @param predictions the rows to join to, or others of the same columns
   * @param sideId the id over the data set's columns
   * @param found what is taken of the data set, by the name that it shall have
   * @throws EvaluationException of kind configuration if the ids have types that do not compare
   *     exactly
   */
  static IdJoin of(
      Side side,
      EvaluationConfig config,
      Unmatched unmatched,
      Dataset<Row> predictions,
      SideData data,
      InputColumn sideId,
      Map<String, InputColumn> found) {
    InputColumn id = InputColumn.resolve(predictions, "columns.id", config.columns().id());
    Dataset<Row> source = data.rows();
    requireComparable(id, sideId);
    String idName = DataReader.freeName(predictions.columns(), ID);
    List<Column> selected = new ArrayList<>(List.of(sideId.column().as(idName)));
    Map<String, InputColumn> columns = new LinkedHashMap<>();
    found.forEach(
        (wanted, one) -> {
          String name = DataReader.freeName(predictions.columns(), wanted);
          selected.add(one.column().as(name));
          columns.put(
              wanted,
              new InputColumn(
                  one.key(), one.expression(), one.sql(), col("`" + name + "`"), one.type()));
        });
    Dataset<Row> rows = source.select(selected.toArray(new Column[0]));
    return new IdJoin(side, unmatched, columns, rows, idName, id, data, data.promised());
  }

  private static void requireComparable(InputColumn id, InputColumn sideId) {
    if (!id.type().equals(sideId.type()) && !(id.isInteger() && sideId.isInteger())) {
      throw EvaluationException.configuration(
          "%s, expected %s as columns.id is%s"
              .formatted(sideId, id.type().simpleString(), LabelAdvice.ids(sideId, id)));
    }
  }

  /** Returns what it joins, in a word. */
  public String name() {
    return side.key();
  }

  /** Returns the files of the data set as they were when they were listed. */
  public WatchedFiles files() {
    return data.watched();
  }

  /** Returns the table that the data set is, or null if it is none. */
  public PinnedTable table() {
    return data.table();
  }

  /** Returns the columns of {@link #joined} that are the data set's, by the names wanted. */
  public Map<String, InputColumn> columns() {
    return columns;
  }

  /** Returns the names that these columns have, the id's left out. */
  List<String> names() {
    return Arrays.stream(rows.columns()).filter(name -> !name.equals(idName)).toList();
  }

  /** Returns rows of the data set under the names that they have when joined. */
  Dataset<Row> rows() {
    return rows;
  }

  /** Returns each prediction with what stands beside it, or nulls. */
  Dataset<Row> joined(Dataset<Row> predictions) {
    return predictions
        .join(rows, id.column().equalTo(rows.col(idName)), "left_outer")
        .drop(rows.col(idName));
  }

  /**
   * Compares the ids of the two sides. A prediction that the run is not about needs nothing beside
   * it, may be one of several with its id, and is one all the same.
   *
   * @param kept tells of which predictions the run is, or null: of all
   * @return warnings for the report
   * @throws EvaluationException of kind input if an id is twice on a side, or on one side only and
   *     the configuration does not skip it
   */
  List<String> check(Dataset<Row> predictions, Column kept) {
    Dataset<Row> ids = ids(predictions, kept);
    Column predicted = coalesce(col(PREDICTIONS), lit(0L));
    Column beside = coalesce(col(BESIDE), lit(0L));
    Column[] problems = {
      beside.equalTo(0).and(predicted.gt(0)),
      col(PREDICTIONS).isNull(),
      predicted.gt(1),
      beside.gt(1)
    };
    String[] names = {
      "predictions without " + side.one(),
      side.rows() + " without a prediction",
      "ids with several predictions",
      "ids with several " + side.rows()
    };
    Column[] counted = {predicted, beside, lit(1L), lit(1L)};
    for (int i = 2; i < problems.length; i++) {
      problems[i] = problems[i].and(col(ID).isNotNull());
    }
    Row counts = counts(ids, beside, problems, counted);
    data.source().requirePromised(side.rows(), counts.getLong(problems.length), promised);
    List<String> found = new ArrayList<>();
    for (int i = side.isOfAll() ? 0 : 1; i < problems.length; i++) {
      if (counts.getLong(i) > 0) {
        found.add(counts.getLong(i) + " " + names[i] + examples(ids.where(problems[i])));
      }
    }
    boolean repeated = counts.getLong(2) + counts.getLong(3) > 0;
    if (repeated) {
      throw mismatch(found, "; an id must stand once on each side");
    }
    return allowed(found);
  }

  /**
   * Finds evaluated predictions that have nothing beside them.
   *
   * @param evaluated the evaluated rows
   * @param id their id
   * @param count how many of them there are, more than 0
   * @return warnings for the report
   * @throws EvaluationException of kind input if the configuration does not skip them
   */
  List<String> checkEvaluated(Dataset<Row> evaluated, Column id, long count) {
    Dataset<Row> ids = evaluated.select(id.as(ID));
    Dataset<Row> alone = ids.join(rows, ids.col(ID).equalTo(rows.col(idName)), "left_anti");
    return allowed(
        List.of(count + " evaluated predictions without " + side.one() + examples(alone)));
  }

  private List<String> allowed(List<String> found) {
    if (!found.isEmpty() && unmatched == Unmatched.FAIL) {
      throw mismatch(found, side.advice());
    }
    return found.stream().map(one -> one + ", as " + side.key() + ".unmatched allows").toList();
  }

  private EvaluationException mismatch(List<String> found, String advice) {
    return EvaluationException.input(
        side.key() + " and predictions do not match: " + String.join("; ", found) + advice);
  }

  private Dataset<Row> ids(Dataset<Row> predictions, Column kept) {
    Column one = kept == null ? lit(1) : when(kept, lit(1));
    Dataset<Row> left =
        predictions
            .select(id.column().as(ID), one.as(KEPT))
            .groupBy(col(ID))
            .agg(count(col(KEPT)).as(PREDICTIONS));
    Dataset<Row> right =
        rows.select(rows.col(idName).as(ID)).groupBy(col(ID)).agg(count(lit(1)).as(BESIDE));
    return left.join(right, left.col(ID).equalTo(right.col(ID)), "full_outer")
        .select(coalesce(left.col(ID), right.col(ID)).as(ID), col(PREDICTIONS), col(BESIDE));
  }

  private static Row counts(Dataset<Row> ids, Column beside, Column[] problems, Column[] rows) {
    Column[] sums = new Column[problems.length];
    for (int i = 0; i < problems.length; i++) {
      sums[i] = coalesce(sum(when(problems[i], rows[i])), lit(0L));
    }
    Column all = coalesce(sum(beside), lit(0L));
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
            .map(id -> TerminalText.printable(id, SHOWN_OF_ID))
            .toList();
    return " (such as " + String.join(", ", examples) + ")";
  }
}
