// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.github.sparkxent.job.join.IdJoin;
import io.github.sparkxent.report.text.TerminalText;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * Examples of invalid rows, for messages.
 *
 * @param rows the smallest ids of some rows by reason, or without ids their files
 * @param numClasses the numbers of logits that rows have instead of the right one, the most common
 *     first; empty without such rows
 */
public record InvalidExamples(Map<RowStatus, List<String>> rows, List<Integer> numClasses) {
  /** Of rows that cannot be looked at. */
  public static final InvalidExamples NONE = new InvalidExamples(Map.of(), List.of());

  private static final String POSITION = "position";
  private static final int MOST = 5;

  /** Looks at the invalid rows again. */
  static InvalidExamples of(EvaluationQuery query, EvaluationInput input, int numClasses) {
    Map<RowStatus, List<String>> rows = examples(query, input, numClasses);
    return new InvalidExamples(
        rows,
        rows.containsKey(RowStatus.NUM_CLASSES_MISMATCH) ? others(query, numClasses) : List.of());
  }

  /** Returns the wrong numbers of logits that rows have, the most common first. */
  private static List<Integer> others(EvaluationQuery query, int numClasses) {
    String number = EvaluateRowFunction.NUM_CLASSES;
    return query
        .evaluatedPositions(numClasses, List.of())
        .where(
            EvaluationQuery.field(EvaluateRowFunction.STATUS)
                .equalTo(RowStatus.NUM_CLASSES_MISMATCH.reason()))
        .groupBy(EvaluationQuery.field(number))
        .count()
        .orderBy(col("count").desc(), col(number))
        .limit(MOST)
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  /** Returns up to five examples of each reason: the smallest ids, or without ids the files. */
  private static Map<RowStatus, List<String>> examples(
      EvaluationQuery query, EvaluationInput input, int numClasses) {
    Column id = input.hasId() ? col(EvaluationInput.ID) : input.fileName().as(EvaluationInput.ID);
    Dataset<Row> invalid =
        query
            .evaluated(numClasses, List.of(id))
            .where(query.isInvalid())
            .select(query.reason().as(EvaluateRowFunction.STATUS), col(EvaluationInput.ID));
    Dataset<Row> named = input.hasId() ? invalid : invalid.distinct();
    List<Row> examples =
        named
            .withColumn(
                POSITION,
                row_number()
                    .over(
                        Window.partitionBy(EvaluateRowFunction.STATUS)
                            .orderBy(col(EvaluationInput.ID))))
            .where(col(POSITION).leq(MOST))
            .orderBy(EvaluateRowFunction.STATUS, POSITION)
            .select(
                col(EvaluateRowFunction.STATUS), col(EvaluationInput.ID).cast(DataTypes.StringType))
            .collectAsList();
    Map<RowStatus, List<String>> byReason = new EnumMap<>(RowStatus.class);
    int columns = input.hasId() ? IdJoin.SHOWN_OF_ID : Integer.MAX_VALUE;
    for (Row example : examples) {
      byReason
          .computeIfAbsent(RowStatus.ofReason(example.getString(0)), status -> new ArrayList<>())
          .add(TerminalText.printable(String.valueOf(example.get(1)), columns));
    }
    return byReason;
  }
}
