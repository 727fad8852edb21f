// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.BoundAggregate;
import io.github.sparkxent.sql.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code xent.evaluate(split, logits, label, weight[, id[, slice...]])}: the state of an evaluation
 * of all rows, as binary. What runs with clusters, a baseline or a filter take beside these is in
 * {@link EvaluationArguments}.
 *
 * <p>Used without GROUP BY: the state itself is a map from split to metrics, which costs less than
 * Spark's hash aggregate for objects and never falls back to sorting.
 *
 * <p>The id is taken in its own type, string, bigint or int, and made a string only for a row that
 * may be one of the worst: most rows are not. After it come the values of the slices, as string.
 */
public final class EvaluateFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate";

  /** The first argument that may be left out. */
  static final int ID = EvaluationArguments.ROW.size();

  /** The first of the slices. */
  static final int SLICES = ID + 1;

  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);

  private final EvaluationOptions options;

  /** Creates the function of a run. */
  public EvaluateFunction(EvaluationOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(split, logits, label, weight[, id[, slice...[, cluster][, baseline...]]][, kept])"
        + " - the mergeable state of an evaluation, binary";
  }

  /** Without clusters and a baseline what comes after the weight may be left out. */
  @Override
  public BoundFunction bind(StructType inputType) {
    boolean hasKept = EvaluationArguments.hasKept(inputType);
    EvaluationArguments arguments = arguments(inputType.length() - (hasKept ? 1 : 0));
    List<String> names = hasKept ? arguments.withKept().names() : arguments.names();
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    boolean areSequences = RowReader.areSequences(signature);
    DataType[] types = Arrays.copyOf(RowReader.types(signature, options.kind()), names.size());
    for (int i = ID; i < types.length; i++) {
      types[i] = type(signature, names.get(i), i, areSequences);
    }
    return new Bound(areSequences ? options.ofSequences() : options, types);
  }

  /** Returns the arguments without those that a call of so many leaves out. */
  private EvaluationArguments arguments(int count) {
    EvaluationArguments all = EvaluationArguments.of(options);
    int slices = options.metrics().slices().size();
    if (all.names().size() != SLICES + slices) {
      return all;
    }
    int found = Math.max(0, count - SLICES);
    if (found != slices) {
      throw new IllegalArgumentException(NAME + ": " + found + " slices, expected " + slices);
    }
    int there = Math.min(all.names().size(), Math.max(ID, count));
    return new EvaluationArguments(all.names().subList(0, there));
  }

  private static DataType type(
      Signature signature, String name, int argument, boolean areSequences) {
    if (name.equals(EvaluationArguments.KEPT)) {
      return DataTypes.BooleanType;
    }
    if (argument == ID) {
      if (!ID_TYPES.contains(signature.type(ID))) {
        throw signature.refuse(ID, "string, bigint or int");
      }
      return signature.type(ID);
    }
    if (EvaluationArguments.isOfSequences(name)) {
      return RowReader.typeOfSequences(signature, name, argument, areSequences);
    }
    if (areSequences && name.equals(EvaluationArguments.BASELINE_LOGITS)) {
      return SequenceTypes.logits(signature, argument);
    }
    return EvaluationArguments.isOfBaseline(name)
        ? BaselineReader.type(signature, name, argument)
        : signature.require(argument, DataTypes.StringType);
  }

  /** The aggregate of a run, bound to types. */
  static final class Bound extends BoundAggregate<Evaluation, byte[]> {
    private static final long serialVersionUID = 1L;

    private final EvaluationOptions options;

    Bound(EvaluationOptions options, DataType[] types) {
      super(NAME, DataTypes.BinaryType, types);
      this.options = options;
    }

    @Override
    public String canonicalName() {
      return super.canonicalName() + options.toText();
    }

    @Override
    public Evaluation create() {
      return evaluation(new EvaluationState(options.maxSplits(), options.metrics()));
    }

    private Evaluation evaluation(EvaluationState state) {
      return new Evaluation(state, options, inputTypes());
    }

    @Override
    public void add(Evaluation evaluation, InternalRow input) {
      evaluation.add(input);
    }

    @Override
    public void merge(Evaluation evaluation, Evaluation other) {
      evaluation.state().merge(other.state());
    }

    @Override
    public byte[] result(Evaluation evaluation) {
      return toBytes(evaluation);
    }

    @Override
    public byte[] toBytes(Evaluation evaluation) {
      return evaluation.state().toByteArray();
    }

    @Override
    public Evaluation fromBytes(byte[] bytes) {
      return evaluation(EvaluationState.fromOwnByteArray(bytes));
    }
  }
}
