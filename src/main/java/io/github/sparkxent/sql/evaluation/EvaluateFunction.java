// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.BoundAggregate;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * of all rows, as binary.
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
  static final int ID = RowReader.ARGUMENTS.size();

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
        + "(split, logits, label, weight[, id[, slice...]])"
        + " - the mergeable state of an evaluation, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    int slices = Math.max(0, inputType.length() - SLICES);
    List<String> names = new ArrayList<>(RowReader.ARGUMENTS);
    if (inputType.length() > ID) {
      names.add("id");
    }
    names.addAll(Collections.nCopies(slices, "slice"));
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    DataType[] types = Arrays.copyOf(RowReader.types(signature), names.size());
    if (options.metrics().slices().size() != slices) {
      throw new IllegalArgumentException(
          NAME + ": " + slices + " slices, expected " + options.metrics().slices().size());
    }
    for (int i = ID; i < names.size(); i++) {
      types[i] = signature.type(i);
      if (i == ID && !ID_TYPES.contains(types[i])) {
        throw signature.refuse(i, "string, bigint or int");
      }
      if (i > ID && !types[i].equals(DataTypes.StringType)) {
        throw signature.refuse(i, "string");
      }
    }
    return new Bound(options, types);
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
