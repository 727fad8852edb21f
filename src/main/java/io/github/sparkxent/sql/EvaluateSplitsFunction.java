/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

import io.github.sparkxent.metric.EvaluationState;
import io.github.sparkxent.metric.MetricOptions;
import io.github.sparkxent.metric.SplitAccumulator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.evaluate_splits(split, row, max_splits, metrics[, id])}: the state of an evaluation,
 * as binary.
 *
 * <p>Used without GROUP BY: the state itself is a map from split to metrics, which costs less than
 * Spark's hash aggregate for objects and never falls back to sorting.
 *
 * <p>The id is taken in its own type, string, bigint or int, and made a string only for a row that
 * may be one of the worst: most rows are not.
 */
public final class EvaluateSplitsFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_splits";

  /** The argument that may be left out. */
  private static final int ID = 4;

  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);

  /** Creates the function; the catalog does. */
  EvaluateSplitsFunction() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(split, row, max_splits, metrics[, id])"
        + " - the mergeable state of an evaluation, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    boolean hasId = inputType.length() > ID;
    String[] names = {"split", "row", "max_splits", "metrics", "id"};
    Signature signature = new Signature(NAME, inputType, hasId ? names : Arrays.copyOf(names, ID));
    if (!signature.type(0).equals(DataTypes.StringType)) {
      throw signature.refuse(0, "string");
    }
    if (!(signature.type(1) instanceof StructType row)
        || row.length() != EvaluationRow.TYPE.length()) {
      throw signature.refuse(1, EvaluationRow.TYPE.simpleString());
    }
    if (!hasId) {
      return new Bound();
    }
    if (!ID_TYPES.contains(signature.type(ID))) {
      throw signature.refuse(ID, "string, bigint or int");
    }
    return new Bound(signature.type(ID));
  }

  /** The id of the row that is being added, made text when it is asked for. */
  private static final class RowId implements Supplier<String> {
    private final DataType type;
    private InternalRow input;

    RowId(DataType type) {
      this.type = type;
    }

    @Override
    public String get() {
      if (type == null || input.isNullAt(ID)) {
        return null;
      }
      if (type.equals(DataTypes.StringType)) {
        return input.getUTF8String(ID).toString();
      }
      return type.equals(DataTypes.LongType)
          ? Long.toString(input.getLong(ID))
          : Integer.toString(input.getInt(ID));
    }
  }

  /** The state of the evaluation and, for speed, its splits by Spark's own strings. */
  static final class Splits {
    private final Map<UTF8String, SplitAccumulator> byName = new HashMap<>();
    private final RowId id;
    private EvaluationState evaluation;
    private UTF8String lastName;
    private SplitAccumulator last;

    Splits(RowId id) {
      this.id = id;
    }

    void add(UTF8String name, InternalRow input) {
      if (evaluation.hasTooManySplits()) {
        return;
      }
      if (last == null || name == null || !name.equals(lastName)) {
        find(name);
      }
      if (last != null) {
        id.input = input;
        last.add(EvaluationRow.read(input.getStruct(1, EvaluationRow.TYPE.length())), id);
      }
    }

    private void find(UTF8String name) {
      if (name == null) {
        lastName = null;
        last = evaluation.split(null);
        return;
      }
      last = byName.get(name);
      lastName = name.copy();
      if (last == null) {
        last = evaluation.split(name.toString());
        byName.put(lastName, last);
      }
    }
  }

  /** The aggregate. */
  static final class Bound extends BoundAggregate<Splits, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    /** The type of the id, or null without one. */
    private final DataType idType;

    /** Makes the aggregate without an id. */
    Bound() {
      this(
          null,
          DataTypes.StringType,
          EvaluationRow.TYPE,
          DataTypes.IntegerType,
          DataTypes.BinaryType);
    }

    /** Makes the aggregate with an id. */
    Bound(DataType idType) {
      this(
          idType,
          DataTypes.StringType,
          EvaluationRow.TYPE,
          DataTypes.IntegerType,
          DataTypes.BinaryType,
          idType);
    }

    private Bound(DataType idType, DataType... inputTypes) {
      super(NAME, DataTypes.BinaryType, inputTypes);
      this.idType = idType;
    }

    @Override
    Splits create() {
      return new Splits(new RowId(idType));
    }

    @Override
    void add(Splits splits, InternalRow input) {
      if (splits.evaluation == null) {
        splits.evaluation =
            new EvaluationState(input.getInt(2), MetricOptions.fromByteArray(input.getBinary(3)));
      }
      splits.add(input.isNullAt(0) ? null : input.getUTF8String(0), input);
    }

    @Override
    void merge(Splits splits, Splits other) {
      if (splits.evaluation == null) {
        splits.evaluation = other.evaluation;
        return;
      }
      if (other.evaluation != null) {
        splits.evaluation.merge(other.evaluation);
      }
    }

    @Override
    byte[] result(Splits splits) {
      return toBytes(splits);
    }

    @Override
    byte[] toBytes(Splits splits) {
      return splits.evaluation == null ? NOTHING : splits.evaluation.toByteArray();
    }

    @Override
    Splits fromBytes(byte[] bytes) {
      Splits splits = create();
      if (bytes.length > 0) {
        splits.evaluation = EvaluationState.fromByteArray(bytes);
      }
      return splits;
    }
  }
}
