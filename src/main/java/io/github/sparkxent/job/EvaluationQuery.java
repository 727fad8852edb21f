// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.LossConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.report.text.TerminalText;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.XentCatalog;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluateSplitsFunction;
import io.github.sparkxent.sql.evaluation.EvaluationRow;
import io.github.sparkxent.sql.evaluation.MalformedTextException;
import io.github.sparkxent.sql.evaluation.RowOptions;
import io.github.sparkxent.sql.evaluation.SplitsOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** The Spark queries of an evaluation over its input. */
final class EvaluationQuery {
  private static final String ROW = "row";
  private static final String POSITION = "position";
  private static final String WHOLE = "whole";
  private static final String REASON = "invalid_reason";
  private static final int EXAMPLES = 5;

  /** As much of an id as a message has place for. */
  static final int SHOWN_OF_ID = 100;

  private static final List<String> LOSSES_FIELDS =
      List.of(
          EvaluationRow.LABEL,
          EvaluationRow.PREDICTION,
          EvaluationRow.CONFIDENCE,
          EvaluationRow.LOSS,
          EvaluationRow.WEIGHT);

  private final EvaluationInput input;
  private final EvaluationConfig config;

  EvaluationQuery(EvaluationInput input, EvaluationConfig config) {
    this.input = input;
    this.config = config;
  }

  /** Returns the plan of the one pass: scan, row function, aggregate, one small exchange. */
  Dataset<Row> plan() {
    List<Column> kept = new ArrayList<>();
    List<Column> arguments =
        new ArrayList<>(
            List.of(
                col(ROW),
                lit(null)
                    .cast(
                        SplitsOptions.type(config.quality().maxSplits(), config.metricOptions()))));
    if (config.metricOptions().worstRows() > 0) {
      kept.add(input.idArgument().as(EvaluationInput.ID));
      arguments.add(col(EvaluationInput.ID));
    } else if (!config.slices().isEmpty()) {
      arguments.add(lit(null).cast(DataTypes.StringType));
    }
    for (int i = 0; i < config.slices().size(); i++) {
      kept.add(col(EvaluationInput.SLICE + i));
      arguments.add(col(EvaluationInput.SLICE + i));
    }
    boolean rowsMayWait = config.slices().isEmpty();
    return evaluated(input.rows(), config.numClasses(), rowsMayWait, kept)
        .agg(
            call_function(
                XentCatalog.NAME + "." + EvaluateSplitsFunction.NAME,
                arguments.toArray(new Column[0])));
  }

  /**
   * Runs the one pass.
   *
   * @throws EvaluationException of kind input if the name of a split or a slice is no text
   */
  EvaluationState run() {
    try {
      return EvaluationState.fromOwnByteArray((byte[]) plan().collectAsList().get(0).get(0));
    } catch (Exception e) {
      for (Throwable cause : ReadFailure.causes(e)) {
        if (cause instanceof MalformedTextException malformed) {
          throw EvaluationException.input(malformed.getMessage(), e);
        }
      }
      throw e;
    }
  }

  /** Looks at the invalid rows again. */
  InvalidExamples invalidExamples(int numClasses) {
    Map<RowStatus, List<String>> rows = examples(numClasses);
    return new InvalidExamples(
        rows, rows.containsKey(RowStatus.NUM_CLASSES_MISMATCH) ? others(numClasses) : List.of());
  }

  /** Returns the numbers of logits of the rows that have not the right one, most common first. */
  private List<Integer> others(int numClasses) {
    String number = EvaluationRow.NUM_CLASSES;
    return evaluated(numClasses, List.of())
        .where(
            EvaluationRow.field(col(ROW), EvaluationRow.STATUS)
                .equalTo(RowStatus.NUM_CLASSES_MISMATCH.code()))
        .groupBy(EvaluationRow.field(col(ROW), number))
        .count()
        .orderBy(col("count").desc(), col(number))
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  /** Returns up to five examples of each reason: the smallest ids, or without ids the files. */
  private Map<RowStatus, List<String>> examples(int numClasses) {
    Column id = input.hasId() ? col(EvaluationInput.ID) : input_file_name().as(EvaluationInput.ID);
    Column status = EvaluationRow.field(col(ROW), EvaluationRow.STATUS);
    Dataset<Row> invalid =
        evaluated(numClasses, List.of(id))
            .select(status, col(EvaluationInput.ID))
            .where(
                col(EvaluationRow.STATUS)
                    .notEqual(RowStatus.EVALUATED.code())
                    .and(col(EvaluationRow.STATUS).notEqual(RowStatus.IGNORED.code())));
    Dataset<Row> named = input.hasId() ? invalid : invalid.distinct();
    List<Row> examples =
        named
            .withColumn(
                POSITION,
                row_number()
                    .over(
                        Window.partitionBy(EvaluationRow.STATUS).orderBy(col(EvaluationInput.ID))))
            .where(col(POSITION).leq(EXAMPLES))
            .orderBy(EvaluationRow.STATUS, POSITION)
            .select(col(EvaluationRow.STATUS), col(EvaluationInput.ID).cast(DataTypes.StringType))
            .collectAsList();
    Map<RowStatus, List<String>> byReason = new EnumMap<>(RowStatus.class);
    int columns = input.hasId() ? SHOWN_OF_ID : Integer.MAX_VALUE;
    for (Row example : examples) {
      byReason
          .computeIfAbsent(RowStatus.ofCode(example.getInt(0)), status0 -> new ArrayList<>())
          .add(TerminalText.printable(String.valueOf(example.get(1)), columns));
    }
    return byReason;
  }

  /** Returns the loss of each evaluated row. */
  Dataset<Row> losses(int numClasses) {
    List<Column> kept = new ArrayList<>();
    if (input.hasId()) {
      kept.add(col(EvaluationInput.ID));
    }
    kept.add(col(EvaluationInput.SPLIT));
    List<Column> written = new ArrayList<>(kept);
    for (String field : LOSSES_FIELDS) {
      written.add(EvaluationRow.field(col(ROW), field));
    }
    return evaluated(numClasses, kept)
        .where(
            EvaluationRow.field(col(ROW), EvaluationRow.STATUS).equalTo(RowStatus.EVALUATED.code()))
        .select(written.toArray(new Column[0]));
  }

  /** Returns the invalid rows as they are in the input, with their reason in a last column. */
  Dataset<Row> invalidRows(int numClasses) {
    Column status = EvaluationRow.field(col(ROW), EvaluationRow.STATUS);
    Column reason = lit(null).cast(DataTypes.StringType);
    for (RowStatus one : RowStatus.values()) {
      if (one.isInvalid()) {
        reason = when(status.equalTo(one.code()), one.reason()).otherwise(reason);
      }
    }
    Dataset<Row> invalid =
        evaluated(input.rowsWithWhole(WHOLE), numClasses, false, List.of(col(WHOLE)))
            .select(col(WHOLE), reason.as(REASON))
            .where(col(REASON).isNotNull());
    String name = REASON;
    while (input.hasSourceColumn(name)) {
      name = "_" + name;
    }
    return invalid.select(col(WHOLE + ".*"), col(REASON).as(name));
  }

  private Dataset<Row> evaluated(int numClasses, List<Column> kept) {
    return evaluated(input.rows(), numClasses, false, kept);
  }

  private Dataset<Row> evaluated(
      Dataset<Row> rows, int numClasses, boolean rowsMayWait, List<Column> kept) {
    List<Column> columns = new ArrayList<>(kept);
    columns.add(
        call_function(
                XentCatalog.NAME + "." + EvaluateRowFunction.NAME,
                col(EvaluationInput.SPLIT),
                col(EvaluationInput.LOGITS),
                col(EvaluationInput.LABEL).isNull(),
                input.labelArgument(),
                col(EvaluationInput.WEIGHT),
                options(numClasses, rowsMayWait))
            .as(ROW));
    return rows.select(columns.toArray(new Column[0]));
  }

  /** Returns the run's options as one literal, in the order of {@link RowOptions#TYPE}. */
  private Column options(int numClasses, boolean rowsMayWait) {
    LossConfig loss = config.loss();
    Column[] values = {
      lit(input.hasFloats(EvaluationInput.LOGITS)),
      lit(input.hasFloats(EvaluationInput.LABEL)),
      lit(loss.labelSmoothing().doubleValue()),
      lit(loss.ignoreIndex()).cast(DataTypes.LongType),
      loss.classWeights() == null
          ? lit(null).cast(DataTypes.createArrayType(DataTypes.DoubleType))
          : lit(loss.classWeights().stream().mapToDouble(Double::doubleValue).toArray()),
      lit(numClasses),
      lit(config.quality().labelSumTolerance().doubleValue()),
      lit(config.columns().inputKind().ordinal()),
      lit(config.quality().probabilitySumTolerance().doubleValue()),
      config.classes() == null
          ? lit(null).cast(DataTypes.createArrayType(DataTypes.StringType))
          : lit(config.classes().toArray(new String[0])),
      lit(rowsMayWait)
    };
    String[] names = RowOptions.TYPE.fieldNames();
    Column[] fields = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = values[i].as(names[i]);
    }
    return struct(fields);
  }
}
