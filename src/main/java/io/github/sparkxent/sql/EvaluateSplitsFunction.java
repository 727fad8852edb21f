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
import io.github.sparkxent.metric.RowEvaluation;
import io.github.sparkxent.metric.SplitAccumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.evaluate_splits(split, row, max_splits, metrics[, id[, slice...]])}: the state of an
 * evaluation, as binary.
 *
 * <p>Used without GROUP BY: the state itself is a map from split to metrics, which costs less than
 * Spark's hash aggregate for objects and never falls back to sorting.
 *
 * <p>The id is taken in its own type, string, bigint or int, and made a string only for a row that
 * may be one of the worst: most rows are not. After it come the values of the slices, as string.
 */
public final class EvaluateSplitsFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_splits";

  /** The first argument that may be left out. */
  private static final int ID = 4;

  /** The first of the slices. */
  private static final int SLICES = 5;

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
        + "(split, row, max_splits, metrics[, id[, slice...]])"
        + " - the mergeable state of an evaluation, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    boolean hasId = inputType.length() > ID;
    int slices = Math.max(0, inputType.length() - SLICES);
    List<String> names = new ArrayList<>(List.of("split", "row", "max_splits", "metrics"));
    if (hasId) {
      names.add("id");
    }
    names.addAll(Collections.nCopies(slices, "slice"));
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    if (!signature.type(0).equals(DataTypes.StringType)) {
      throw signature.refuse(0, "string");
    }
    if (!(signature.type(1) instanceof ArrayType row)
        || !row.elementType().equals(DataTypes.DoubleType)) {
      throw signature.refuse(1, EvaluationRow.TYPE.simpleString());
    }
    if (!hasId) {
      return new Bound();
    }
    if (!ID_TYPES.contains(signature.type(ID))) {
      throw signature.refuse(ID, "string, bigint or int");
    }
    for (int i = 0; i < slices; i++) {
      if (!signature.type(SLICES + i).equals(DataTypes.StringType)) {
        throw signature.refuse(SLICES + i, "string");
      }
    }
    return new Bound(signature.type(ID), slices);
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

  /** A split by Spark's own string, whose first bytes tell nearly all names apart. */
  private record Named(UTF8String name, long prefix, int length, SplitAccumulator rows) {
    boolean has(UTF8String other, long otherPrefix) {
      return prefix == otherPrefix
          && length == other.numBytes()
          && (length <= Long.BYTES || name.equals(other));
    }
  }

  /** The state of the evaluation and, for speed, its splits by Spark's own strings. */
  static final class Splits {
    /** So many splits, those met last, are found without the hash of a name. */
    private static final int FEW = 8;

    private final Map<UTF8String, Named> byName = new HashMap<>();
    private final Named[] recent = new Named[FEW];
    private int next;
    private final IdentityHashMap<SplitAccumulator, SliceLookup> slicesBySplit =
        new IdentityHashMap<>();
    private final RowId id;
    private final int slices;
    private EvaluationState evaluation;

    Splits(RowId id, int slices) {
      this.id = id;
      this.slices = slices;
    }

    void add(UTF8String name, InternalRow input) {
      if (evaluation.hasTooManySplits()) {
        return;
      }
      SplitAccumulator split = name == null ? evaluation.split(null) : find(name);
      if (split != null) {
        id.input = input;
        RowEvaluation row = EvaluationRow.read(input.getArray(1));
        split.add(row, id);
        if (slices > 0 && name != null) {
          slicesBySplit
              .computeIfAbsent(split, rows -> new SliceLookup(rows, slices))
              .add(row, input, SLICES);
        }
      }
    }

    /** Returns the state of a split, or null if there are too many. */
    private SplitAccumulator find(UTF8String name) {
      long prefix = name.getPrefix();
      for (Named known : recent) {
        if (known != null && known.has(name, prefix)) {
          return known.rows;
        }
      }
      Named found = byName.get(name);
      if (found == null) {
        // The name stands in the row's memory, which the next row overwrites.
        SplitAccumulator rows = evaluation.split(name.toString());
        found = new Named(name.copy(), prefix, name.numBytes(), rows);
        byName.put(found.name, found);
      }
      recent[next] = found;
      next = (next + 1) % FEW;
      return found.rows;
    }
  }

  /** The aggregate. */
  static final class Bound extends BoundAggregate<Splits, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    /** The type of the id, or null without one. */
    private final DataType idType;

    private final int slices;

    /** Makes the aggregate without an id and slices. */
    Bound() {
      this(null, 0);
    }

    /** Makes the aggregate with an id and so many slices. */
    Bound(DataType idType, int slices) {
      super(NAME, DataTypes.BinaryType, inputTypes(idType, slices));
      this.idType = idType;
      this.slices = slices;
    }

    private static DataType[] inputTypes(DataType idType, int slices) {
      List<DataType> types =
          new ArrayList<>(
              List.of(
                  DataTypes.StringType,
                  EvaluationRow.TYPE,
                  DataTypes.IntegerType,
                  DataTypes.BinaryType));
      if (idType != null) {
        types.add(idType);
      }
      types.addAll(Collections.nCopies(slices, DataTypes.StringType));
      return types.toArray(new DataType[0]);
    }

    @Override
    Splits create() {
      return new Splits(new RowId(idType), slices);
    }

    @Override
    void add(Splits splits, InternalRow input) {
      if (splits.evaluation == null) {
        MetricOptions options = MetricOptions.fromByteArray(input.getBinary(3));
        if (options.slices().size() != slices) {
          throw new IllegalArgumentException(
              NAME + ": " + slices + " slices, expected " + options.slices().size());
        }
        splits.evaluation = new EvaluationState(input.getInt(2), options);
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
