// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.output.LossesForm;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.ParquetScanTable;
import io.github.sparkxent.sql.XentCatalog;
import io.github.sparkxent.sql.evaluation.BaselineOptions;
import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluateSequenceFunction;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.MalformedTextException;
import io.github.sparkxent.sql.evaluation.MergeStatesFunction;
import io.github.sparkxent.sql.evaluation.SequenceColumns;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/** The Spark queries of an evaluation over its input. */
public final class EvaluationQuery {
  private static final String ROW = "row";
  private static final String STATE = "state";
  private static final String FILE = "file";
  private static final String WHOLE = "whole";
  private static final String REASON = "invalid_reason";

  private final EvaluationInput input;
  private final EvaluationConfig config;

  EvaluationQuery(EvaluationInput input, EvaluationConfig config) {
    this.input = input;
    this.config = config;
  }

  /**
   * Returns the plan of the one pass, whose last column is the state: scan, aggregate, one small
   * exchange. The scan is grouped by what a task reads, which makes each group's state where it
   * reads the rows. If that is one task, there is nothing to exchange.
   */
  Dataset<Row> plan() {
    Column state = call(EvaluateFunction.NAME, allArguments());
    if (!input.reader().isScan()) {
      return input.rows().agg(state);
    }
    Dataset<Row> rows = input.rows();
    Dataset<Row> states = rows.groupBy(ParquetScanTable.UNIT).agg(state.as(STATE));
    return ParquetScanTable.isOneTask(rows.sparkSession(), input.reader().plan())
        ? states
        : states.agg(call(MergeStatesFunction.NAME, List.of(col(STATE))));
  }

  /**
   * Runs the pass over some files, with a state for each of them.
   *
   * @return the states, by the paths of the files
   */
  Map<String, EvaluationState> runByFile() {
    return run(
        () -> {
          Map<String, EvaluationState> states = new HashMap<>();
          for (Row row : planByFile().collectAsList()) {
            String path =
                input.reader().isScan()
                    ? input.reader().plan().files().get((int) row.getLong(0)).path()
                    : new Path(URI.create(row.getString(0))).toString();
            EvaluationState state = state(row);
            EvaluationState before = states.putIfAbsent(path, state);
            if (before != null) {
              before.merge(state);
            }
          }
          return states;
        });
  }

  /** Returns the plan of that: the file, and its state. */
  private Dataset<Row> planByFile() {
    Column state = call(EvaluateFunction.NAME, allArguments()).as(STATE);
    Dataset<Row> rows = input.rowsByFile(FILE);
    if (!input.reader().isScan()) {
      return rows.groupBy(FILE).agg(state);
    }
    Column file = ParquetScanTable.fileOf(col(ParquetScanTable.UNIT)).as(FILE);
    Dataset<Row> parts = rows.groupBy(ParquetScanTable.UNIT).agg(state);
    return ParquetScanTable.readsFilesWhole(rows.sparkSession(), input.reader().plan())
        ? parts.select(file, col(STATE))
        : parts.groupBy(file).agg(call(MergeStatesFunction.NAME, List.of(col(STATE))).as(STATE));
  }

  /** Returns the arguments of the aggregate, without an id that is the last and of no use. */
  private List<Column> allArguments() {
    List<String> names = EvaluationArguments.of(options(config)).names();
    List<Column> arguments = new ArrayList<>();
    for (String name : names) {
      boolean isLast = arguments.size() == names.size() - 1;
      if (!name.equals(EvaluationArguments.ID)) {
        arguments.add(argument(input.rows(), name));
      } else if (showsRows()) {
        arguments.add(input.idArgument());
      } else if (!isLast) {
        arguments.add(lit(null).cast(DataTypes.StringType));
      }
    }
    addKept(arguments);
    return arguments;
  }

  private void addKept(List<Column> arguments) {
    if (input.isFiltered()) {
      arguments.add(col(EvaluationArguments.KEPT));
    }
  }

  /** Tells whether the state keeps ids of rows. */
  private boolean showsRows() {
    return config.metricOptions().worstRows() > 0
        || (config.metricOptions().comparison() != null && input.hasId());
  }

  /** Returns the arguments that both functions begin with, of rows by either reader. */
  private static List<Column> arguments(Dataset<Row> rows) {
    List<Column> arguments = new ArrayList<>();
    for (String name : EvaluationArguments.ROW) {
      arguments.add(argument(rows, name));
    }
    return arguments;
  }

  private static Column argument(Dataset<Row> rows, String name) {
    boolean isLabel =
        name.equals(EvaluationArguments.LABEL) || name.equals(EvaluationArguments.BASELINE_LABEL);
    return isLabel ? EvaluationInput.labelArgument(rows, name) : col(name);
  }

  private static Column call(String function, List<Column> arguments) {
    return call_function(XentCatalog.NAME + "." + function, arguments.toArray(new Column[0]));
  }

  /**
   * Runs the one pass.
   *
   * @throws EvaluationException of kind input if the name of a split or a slice is no text
   */
  EvaluationState run() {
    return run(
        () -> {
          List<EvaluationState> states =
              plan().collectAsList().stream().map(EvaluationQuery::state).toList();
          // One by rule; should a lone task have become several, its states add up all the same.
          states.subList(1, states.size()).forEach(states.get(0)::merge);
          return states.get(0);
        });
  }

  private static <T> T run(Supplier<T> pass) {
    try {
      return pass.get();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      for (Throwable cause : ReadFailure.causes(e)) {
        if (cause instanceof MalformedTextException malformed) {
          throw EvaluationException.input(malformed.getMessage(), e);
        }
      }
      throw e;
    }
  }

  private static EvaluationState state(Row row) {
    return EvaluationState.fromOwnByteArray((byte[]) row.get(row.length() - 1));
  }

  /** Looks at the invalid rows again. */
  InvalidExamples invalidExamples(int numClasses) {
    return InvalidExamples.of(this, input, numClasses);
  }

  /** Returns the loss of each evaluated row, with a note of what it is. */
  Dataset<Row> losses(int numClasses) {
    List<Column> kept = new ArrayList<>();
    if (input.hasId()) {
      kept.add(col(EvaluationInput.ID));
    }
    kept.add(col(EvaluationInput.SPLIT));
    List<Column> written = new ArrayList<>(kept);
    if (input.areSequences()) {
      written.add(col(EvaluateSequenceFunction.POSITION));
    }
    int first = written.size();
    LossesForm form =
        new LossesForm(config.loss().options(), numClasses, config.columns().listsClasses());
    for (String field : form.figures()) {
      written.add(field(field));
    }
    Metadata note = form.toMetadata();
    int loss = first + form.figures().indexOf(EvaluateRowFunction.LOSS);
    written.set(loss, written.get(loss).as(EvaluateRowFunction.LOSS, note));
    return evaluatedPositions(numClasses, kept)
        .where(field(EvaluateRowFunction.STATUS).equalTo(RowStatus.EVALUATED.reason()))
        .select(written.toArray(new Column[0]));
  }

  /** Returns of each evaluated row of two classes its split, score, the bin of that, and label. */
  Dataset<Row> scores(int numClasses) {
    return evaluated(numClasses, List.of(col(EvaluationInput.SPLIT)))
        .where(field(EvaluateRowFunction.STATUS).equalTo(RowStatus.EVALUATED.reason()))
        .select(
            col(EvaluationInput.SPLIT),
            field(EvaluateRowFunction.SCORE),
            field(EvaluateRowFunction.SCORE_BIN),
            field(EvaluateRowFunction.LABEL));
  }

  /** Returns the invalid rows as they are in the input, with their reason in the last column. */
  Dataset<Row> invalidRows(int numClasses) {
    Dataset<Row> invalid =
        evaluated(input.rowsWithWhole(WHOLE), numClasses, List.of(col(WHOLE)))
            .where(isInvalid())
            .select(col(WHOLE), reason().as(REASON));
    String name = REASON;
    while (input.hasSourceColumn(name)) {
      name = "_" + name;
    }
    return invalid.select(col(WHOLE + ".*"), col(REASON).as(name));
  }

  static Column field(String name) {
    return col(ROW).getField(name).as(name);
  }

  /** The reason of an invalid row, or the first one of a sequence and its positions. */
  Column reason() {
    return field(
        input.areSequences() ? EvaluateSequenceFunction.INVALID : EvaluateRowFunction.STATUS);
  }

  Column isInvalid() {
    if (input.areSequences()) {
      return reason().isNotNull();
    }
    return not(
        reason()
            .isin(
                Stream.of(RowStatus.values())
                    .filter(status -> !status.isInvalid())
                    .map(RowStatus::reason)
                    .toArray()));
  }

  /** Evaluates rows that are no sequences, and each position of those that are. */
  Dataset<Row> evaluatedPositions(int numClasses, List<Column> kept) {
    Dataset<Row> rows = evaluated(numClasses, kept);
    if (!input.areSequences()) {
      return rows;
    }
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(
          name.equals(ROW)
              ? explode(field(EvaluateSequenceFunction.POSITIONS)).as(ROW)
              : col(name));
    }
    return rows.select(columns.toArray(new Column[0]))
        .withColumn(EvaluateSequenceFunction.POSITION, field(EvaluateSequenceFunction.POSITION))
        .withColumn(ROW, field(EvaluateSequenceFunction.ROW));
  }

  Dataset<Row> evaluated(int numClasses, List<Column> kept) {
    return evaluated(input.rows(), numClasses, kept);
  }

  private Dataset<Row> evaluated(Dataset<Row> rows, int numClasses, List<Column> kept) {
    List<Column> columns = new ArrayList<>(kept);
    columns.add(row(rows, numClasses).as(ROW));
    return rows.select(columns.toArray(new Column[0]));
  }

  private Column row(Dataset<Row> rows, int numClasses) {
    List<Column> arguments = arguments(rows);
    arguments.add(lit(numClasses));
    if (input.areSequences()) {
      List<String> names = EvaluateSequenceFunction.arguments(options(config));
      for (String name : names.subList(arguments.size(), names.size())) {
        arguments.add(col(name));
      }
    }
    addKept(arguments);
    return call(
        input.areSequences() ? EvaluateSequenceFunction.NAME : EvaluateRowFunction.NAME, arguments);
  }

  /**
   * Returns what the functions of a run have to know.
   *
   * @param config the configuration of the run
   * @return the options
   */
  public static EvaluationOptions options(EvaluationConfig config) {
    return new EvaluationOptions(
        config.loss().options(),
        config.numClasses(),
        config.quality().labelSumTolerance(),
        config.columns().inputKind(),
        config.encoding(),
        config.quality().probabilitySumTolerance(),
        config.classes() == null ? List.of() : config.classes(),
        config.quality().maxSplits(),
        config.metricOptions(),
        config.hasBaseline() ? baseline(config) : null,
        new SequenceColumns(
            config.columns().mask() != null, config.columns().bytes() != null, config.positions()));
  }

  private static BaselineOptions baseline(EvaluationConfig config) {
    BaselineConfig own = config.baseline();
    boolean figures = own != null && own.isLosses();
    return new BaselineOptions(
        figures ? BaselineOptions.Form.FIGURES : BaselineOptions.Form.LOGITS,
        config.baselineKind(),
        config.baselineEncoding(),
        figures || (own != null && own.label() != null));
  }
}
