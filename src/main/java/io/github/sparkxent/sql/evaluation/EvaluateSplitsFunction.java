// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.BoundAggregate;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code xent.evaluate_splits(row, options[, id[, slice...]])}: the state of an evaluation, as
 * binary.
 *
 * <p>Used without GROUP BY: the state itself is a map from split to metrics, which costs less than
 * Spark's hash aggregate for objects and never falls back to sorting.
 *
 * <p>The options are a null of {@link SplitsOptions}' type: Spark would copy a value for each row.
 *
 * <p>The id is taken in its own type, string, bigint or int, and made a string only for a row that
 * may be one of the worst: most rows are not. After it come the values of the slices, as string.
 */
public final class EvaluateSplitsFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_splits";

  /** The first argument that may be left out. */
  private static final int ID = 2;

  /** The first of the slices. */
  private static final int SLICES = 3;

  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);

  /** Creates the function; the catalog does. */
  public EvaluateSplitsFunction() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(row, options[, id[, slice...]])"
        + " - the mergeable state of an evaluation, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    boolean hasId = inputType.length() > ID;
    int slices = Math.max(0, inputType.length() - SLICES);
    List<String> names = new ArrayList<>(List.of("row", "options"));
    if (hasId) {
      names.add("id");
    }
    names.addAll(Collections.nCopies(slices, "slice"));
    Signature signature = new Signature(NAME, inputType, names.toArray(new String[0]));
    if (!(signature.type(0) instanceof ArrayType row)
        || !row.elementType().equals(DataTypes.DoubleType)) {
      throw signature.refuse(0, EvaluationRow.TYPE.simpleString());
    }
    SplitsOptions options = SplitsOptions.ofType(signature.type(1));
    if (options == null) {
      throw signature.refuse(1, "a null of the type that holds options");
    }
    if (options.metrics().slices().size() != slices) {
      throw new IllegalArgumentException(
          NAME + ": " + slices + " slices, expected " + options.metrics().slices().size());
    }
    if (!hasId) {
      return new Bound(options, null);
    }
    if (!ID_TYPES.contains(signature.type(ID))) {
      throw signature.refuse(ID, "string, bigint or int");
    }
    for (int i = 0; i < slices; i++) {
      if (!signature.type(SLICES + i).equals(DataTypes.StringType)) {
        throw signature.refuse(SLICES + i, "string");
      }
    }
    return new Bound(options, signature.type(ID));
  }

  /** A split by the name that its rows carry. */
  private record Named(SplitName name, SplitAccumulator rows) {}

  /** The state of the evaluation and, for speed, its splits by the names that rows carry. */
  static final class Splits {
    /** So many splits, those met last, are found without the hash of a name. */
    private static final int FEW = 8;

    private final EvaluationState evaluation;
    private final RowId id;
    private final DataType idType;
    private final int slices;

    /** Rows that {@link #evaluation} still lacks; null until there is one. */
    private WaitingRows waiting;

    private final Map<SplitName, Named> byName = new HashMap<>();
    private final Named[] recent = new Named[FEW];
    private int next;
    private final IdentityHashMap<SplitAccumulator, SliceLookup> slicesBySplit =
        new IdentityHashMap<>();

    Splits(EvaluationState evaluation, DataType idType, int slices) {
      this.evaluation = evaluation;
      id = new RowId(idType, ID);
      this.idType = idType;
      this.slices = slices;
    }

    /** Returns the state of all rows that were added. */
    EvaluationState evaluation() {
      if (waiting != null) {
        waiting.evaluate();
      }
      return evaluation;
    }

    void add(InternalRow input) {
      if (evaluation.hasTooManySplits()) {
        return;
      }
      ArrayData figures = input.getArray(0);
      if (EvaluationRow.isWaiting(figures)) {
        addWaiting(figures, input);
        return;
      }
      RowColumns row = new RowColumns(1);
      EvaluationRow.read(figures, row);
      boolean hasSplit = row.statuses[0] != RowStatus.NULL_SPLIT;
      SplitAccumulator split = hasSplit ? find(figures) : evaluation.split(null);
      if (split != null) {
        id.take(input);
        Object text = id.orNull();
        row.ids[0] = text == null ? null : text.toString();
        split.add(row, 0, 1);
        if (slices > 0 && hasSplit) {
          slicesBySplit
              .computeIfAbsent(split, rows -> new SliceLookup(rows, slices))
              .add(row, input, SLICES);
        }
      }
    }

    private void addWaiting(ArrayData row, InternalRow input) {
      SplitAccumulator split = find(row);
      if (split == null) {
        return;
      }
      if (waiting == null) {
        waiting = new WaitingRows(idType, ID);
      }
      waiting.add(row, split, input);
    }

    /** Returns the state of a row's split, or null if there are too many. */
    private SplitAccumulator find(ArrayData row) {
      int index = EvaluationRow.nameIndex(row);
      for (Named known : recent) {
        if (known != null && known.name.isIn(row, index)) {
          return known.rows;
        }
      }
      SplitName name = SplitName.read(row, index);
      Named found = byName.get(name);
      if (found == null) {
        found = new Named(name, evaluation.split(name.text()));
        byName.put(name, found);
      }
      recent[next] = found;
      next = (next + 1) % FEW;
      return found.rows;
    }
  }

  /** The aggregate. */
  static final class Bound extends BoundAggregate<Splits, byte[]> {
    private static final long serialVersionUID = 1L;

    private final SplitsOptions options;

    /** The type of the id, or null without one. */
    private final DataType idType;

    Bound(SplitsOptions options, DataType idType) {
      super(NAME, DataTypes.BinaryType, inputTypes(options, idType));
      this.options = options;
      this.idType = idType;
    }

    private static DataType[] inputTypes(SplitsOptions options, DataType idType) {
      List<DataType> types = new ArrayList<>(List.of(EvaluationRow.TYPE, options.type()));
      if (idType != null) {
        types.add(idType);
      }
      types.addAll(Collections.nCopies(options.metrics().slices().size(), DataTypes.StringType));
      return types.toArray(new DataType[0]);
    }

    @Override
    public Splits create() {
      return splits(new EvaluationState(options.maxSplits(), options.metrics()));
    }

    private Splits splits(EvaluationState evaluation) {
      return new Splits(evaluation, idType, options.metrics().slices().size());
    }

    @Override
    public void add(Splits splits, InternalRow input) {
      splits.add(input);
    }

    @Override
    public void merge(Splits splits, Splits other) {
      splits.evaluation().merge(other.evaluation());
    }

    @Override
    public byte[] result(Splits splits) {
      return toBytes(splits);
    }

    @Override
    public byte[] toBytes(Splits splits) {
      return splits.evaluation().toByteArray();
    }

    @Override
    public Splits fromBytes(byte[] bytes) {
      return splits(EvaluationState.fromOwnByteArray(bytes));
    }
  }
}
