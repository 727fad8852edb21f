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
 * state of all rows, as binary. Null states are left out. Without any it is the state of no rows,
 * or, outside of a run, which knows no options, null.
 */
public final class MergeStatesFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "merge_states";

  /** Null outside of a run. */
  private final EvaluationOptions options;

  /** Creates the function for users, which takes the options from the states. */
  public MergeStatesFunction() {
    this(null);
  }

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
    return NAME + "(state) - the state of all rows of some states of an evaluation, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    new Signature(NAME, inputType, "state").require(0, DataTypes.BinaryType);
    return new Bound(options);
  }

  /** What was merged so far; null if that is nothing. */
  static final class Merged {
    private EvaluationState state;

    private Merged(EvaluationState state) {
      this.state = state;
    }

    private void add(EvaluationState other) {
      if (state == null) {
        state = other;
      } else {
        state.merge(other);
      }
    }
  }

  /** The aggregate, bound. */
  static final class Bound extends BoundAggregate<Merged, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final EvaluationOptions options;

    Bound(EvaluationOptions options) {
      super(NAME, DataTypes.BinaryType, new DataType[] {DataTypes.BinaryType});
      this.options = options;
    }

    @Override
    public String canonicalName() {
      return super.canonicalName() + (options == null ? "" : options.toText());
    }

    @Override
    public Merged create() {
      return new Merged(
          options == null ? null : new EvaluationState(options.maxSplits(), options.metrics()));
    }

    /**
     * Adds the rows of a state.
     *
     * @throws IllegalArgumentException if it is damaged or of other options
     */
    @Override
    public void add(Merged merged, InternalRow input) {
      if (!input.isNullAt(0)) {
        byte[] bytes = input.getBinary(0);
        merged.add(
            options == null
                ? EvaluationState.fromByteArray(bytes)
                : EvaluationState.fromOwnByteArray(bytes));
      }
    }

    @Override
    public void merge(Merged merged, Merged other) {
      if (other.state != null) {
        merged.add(other.state);
      }
    }

    @Override
    public byte[] result(Merged merged) {
      return merged.state == null ? null : merged.state.toByteArray();
    }

    @Override
    public byte[] toBytes(Merged merged) {
      return merged.state == null ? NOTHING : merged.state.toByteArray();
    }

    @Override
    public Merged fromBytes(byte[] bytes) {
      return new Merged(bytes.length == 0 ? null : EvaluationState.fromOwnByteArray(bytes));
    }
  }
}
