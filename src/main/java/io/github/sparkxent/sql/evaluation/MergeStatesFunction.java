// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.BoundAggregate;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code xent.merge_states(state)}: of states of {@code xent.evaluate} over some rows each, the
 * state of all rows, as binary. Null states are left out; without any the state is that of no rows.
 */
public final class MergeStatesFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "merge_states";

  private final EvaluationOptions options;

  /** Creates the function of a run. */
  public MergeStatesFunction(EvaluationOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME + "(state) - the state of all rows of some states of evaluate, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "state");
    if (!signature.type(0).equals(DataTypes.BinaryType)) {
      throw signature.refuse(0, "binary");
    }
    return new Bound(options);
  }

  /** The aggregate of a run. */
  static final class Bound extends BoundAggregate<EvaluationState, byte[]> {
    private static final long serialVersionUID = 1L;

    private final EvaluationOptions options;

    Bound(EvaluationOptions options) {
      super(NAME, DataTypes.BinaryType, new DataType[] {DataTypes.BinaryType});
      this.options = options;
    }

    @Override
    public String canonicalName() {
      return super.canonicalName() + options.toText();
    }

    @Override
    public EvaluationState create() {
      return new EvaluationState(options.maxSplits(), options.metrics());
    }

    /**
     * Adds the rows of a state.
     *
     * @throws IllegalArgumentException if it is damaged or of other options
     */
    @Override
    public void add(EvaluationState state, InternalRow input) {
      if (!input.isNullAt(0)) {
        state.merge(EvaluationState.fromOwnByteArray(input.getBinary(0)));
      }
    }

    @Override
    public void merge(EvaluationState state, EvaluationState other) {
      state.merge(other);
    }

    @Override
    public byte[] result(EvaluationState state) {
      return state.toByteArray();
    }

    @Override
    public byte[] toBytes(EvaluationState state) {
      return state.toByteArray();
    }

    @Override
    public EvaluationState fromBytes(byte[] bytes) {
      return EvaluationState.fromOwnByteArray(bytes);
    }
  }
}
