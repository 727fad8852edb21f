// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.sequence.SequenceOutcome;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.BoundScalar;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.evaluate_sequence(split, logits, label, weight, num_classes[, mask][, bytes][,
 * kept])}: what {@code xent.evaluate} finds of each row that is a sequence, as a struct: its
 * status, the first reason for which it or a position of it is invalid, its figures, null unless a
 * position is evaluated, and what {@code xent.evaluate_row} gives of a row for each of its
 * positions.
 */
public final class EvaluateSequenceFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_sequence";

  /** The field with the first {@link RowStatus#reason} of something invalid, or null. */
  public static final String INVALID = "invalid";

  /** The field with the number of evaluated positions. */
  public static final String EVALUATED = "evaluated";

  /** The field with the positions. */
  public static final String POSITIONS = "positions";

  /** The field with the place of a position, from 1 on. */
  public static final String POSITION = "position";

  /** The field with what {@code xent.evaluate_row} gives of a row like a position. */
  public static final String ROW = "row";

  private static final StructType TYPE =
      new StructType()
          .add(EvaluateRowFunction.STATUS, DataTypes.StringType, false)
          .add(INVALID, DataTypes.StringType)
          .add(EVALUATED, DataTypes.IntegerType, false)
          .add(EvaluateRowFunction.LOSS, DataTypes.DoubleType)
          .add(EvaluateRowFunction.WEIGHT, DataTypes.DoubleType)
          .add(EvaluationArguments.BYTES, DataTypes.LongType)
          .add(
              POSITIONS,
              DataTypes.createArrayType(
                  new StructType()
                      .add(POSITION, DataTypes.IntegerType, false)
                      .add(ROW, EvaluateRowFunction.TYPE, false),
                  false),
              false);

  private final EvaluationOptions options;

  /** Creates the function of a run. */
  public EvaluateSequenceFunction(EvaluationOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(split, logits, label, weight, num_classes[, mask][, bytes][, kept])"
        + " - a sequence's status and figures, and those of its positions";
  }

  /** Returns the names of the arguments of a run. */
  public static List<String> arguments(EvaluationOptions options) {
    List<String> names = new ArrayList<>(EvaluationArguments.ROW);
    names.add(EvaluateRowFunction.NUM_CLASSES);
    EvaluationArguments.of(options).names().stream()
        .filter(EvaluationArguments::isOfSequences)
        .forEach(names::add);
    return names;
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    List<String> names = arguments(options);
    if (EvaluationArguments.hasKept(inputType)) {
      names.add(EvaluationArguments.KEPT);
    }
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    DataType[] types = Arrays.copyOf(RowReader.types(signature, options.kind()), names.size());
    types[RowReader.LOGITS] = SequenceTypes.logits(signature, RowReader.LOGITS);
    types[RowReader.LABEL] = SequenceTypes.labels(signature, RowReader.LABEL);
    int numClasses = EvaluationArguments.ROW.size();
    types[numClasses] = signature.require(numClasses, DataTypes.IntegerType);
    for (int i = numClasses + 1; i < types.length; i++) {
      types[i] =
          names.get(i).equals(EvaluationArguments.KEPT)
              ? DataTypes.BooleanType
              : RowReader.typeOfSequences(signature, names.get(i), i, true);
    }
    return new Bound(options, types);
  }

  /** The function of a run, bound to types. */
  static final class Bound extends BoundScalar<InternalRow> {
    private static final long serialVersionUID = 1L;

    private final EvaluationOptions options;

    /** What the thread that called last reads sequences with. */
    private transient Mine last;

    private record Mine(
        Thread thread,
        int numClasses,
        RowEvaluator evaluator,
        SequenceReader reader,
        RowColumns row) {}

    Bound(EvaluationOptions options, DataType[] types) {
      super(NAME, TYPE, types);
      this.options = options;
    }

    @Override
    public boolean isResultNullable() {
      return false;
    }

    @Override
    public String canonicalName() {
      return super.canonicalName() + options.toText();
    }

    @Override
    public InternalRow produceResult(InternalRow input) {
      Mine mine = mine(input.getInt(EvaluationArguments.ROW.size()));
      RowColumns row = mine.row;
      int elements = mine.reader.begin(input);
      List<InternalRow> positions = new ArrayList<>();
      SequenceOutcome outcome = null;
      for (int i = 0; i < elements; i++) {
        mine.reader.read(row, 0, i);
        mine.evaluator.evaluate(row, 0, 1);
        if (outcome == null) {
          outcome = new SequenceOutcome(row, 0);
        }
        outcome.add(row, 0);
        if (row.positions[0] > 0) {
          Object[] fields = {row.positions[0], EvaluateRowFunction.result(row, false)};
          positions.add(new GenericInternalRow(fields));
        }
      }
      return result(outcome, row, positions);
    }

    private Mine mine(int numClasses) {
      Mine mine = last;
      if (mine == null || mine.thread != Thread.currentThread() || mine.numClasses != numClasses) {
        RowEvaluator evaluator = options.evaluator(numClasses);
        SequenceReader reader =
            new SequenceReader(
                evaluator,
                options,
                new EvaluationArguments(arguments(options)),
                inputTypes(),
                numClasses,
                1);
        mine = new Mine(Thread.currentThread(), numClasses, evaluator, reader, new RowColumns(1));
        last = mine;
      }
      return mine;
    }

    private InternalRow result(
        SequenceOutcome outcome, RowColumns row, List<InternalRow> positions) {
      Object[] fields = new Object[TYPE.length()];
      fields[0] = UTF8String.fromString(outcome.status().reason());
      fields[1] =
          outcome.invalid() == null ? null : UTF8String.fromString(outcome.invalid().reason());
      fields[2] = (int) outcome.evaluated();
      if (outcome.status() == RowStatus.EVALUATED) {
        fields[3] = outcome.isInfinite() ? Double.POSITIVE_INFINITY : outcome.losses().value();
        fields[4] = outcome.weight();
      }
      fields[5] = options.sequences().bytes() ? (Long) row.sequences[0].bytes() : null;
      fields[6] = new GenericArrayData(positions.toArray());
      return new GenericInternalRow(fields);
    }
  }
}
