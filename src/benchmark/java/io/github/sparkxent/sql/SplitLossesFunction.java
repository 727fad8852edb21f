// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.metric.state.LossAccumulator;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowEvaluation;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.evaluation.EvaluateSplitsFunction;
import io.github.sparkxent.sql.evaluation.EvaluationRow;
import io.github.sparkxent.sql.evaluation.SplitName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code evaluate_splits} with counts by status and sums of the loss for each split, no more. */
public final class SplitLossesFunction implements UnboundFunction {
  private static final String STATE = "losses of splits";

  SplitLossesFunction() {}

  /** Returns the sum of the losses of each split. */
  public static SortedMap<String, Double> sums(byte[] result) {
    SortedMap<String, Double> sums = new TreeMap<>();
    Losses.of(result)
        .splits
        .forEach((split, rows) -> sums.put(split, rows.loss.summary().lossSum()));
    return sums;
  }

  @Override
  public String name() {
    return EvaluateSplitsFunction.NAME;
  }

  @Override
  public String description() {
    return name() + "(row, options[, id]) - counts and losses of each split, binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    return new Bound(
        Arrays.stream(inputType.fields()).map(StructField::dataType).toArray(DataType[]::new));
  }

  /** The rows of one split. */
  private record Rows(long[] counts, LossAccumulator loss) {
    Rows() {
      this(new long[RowStatus.values().length], new LossAccumulator());
    }

    void merge(Rows other) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += other.counts[i];
      }
      loss.merge(other.loss);
    }

    void writeTo(DataOutput out) throws IOException {
      for (long count : counts) {
        BinaryForm.writeCount(out, count);
      }
      loss.writeTo(out);
    }

    static Rows readFrom(DataInput in) throws IOException {
      Rows rows = new Rows();
      for (int i = 0; i < rows.counts.length; i++) {
        rows.counts[i] = BinaryForm.readCount(in, STATE);
      }
      rows.loss.merge(LossAccumulator.readFrom(in));
      return rows;
    }
  }

  /** A split by the name that its rows carry. */
  private record Named(SplitName name, Rows rows) {}

  /** The state: the splits, and those met last; more than these few are looked up by their text. */
  private static final class Losses {
    private static final int FEW = 8;

    private final SortedMap<String, Rows> splits = new TreeMap<>();
    private final Named[] recent = new Named[FEW];
    private int next;

    void add(InternalRow input) {
      ArrayData figures = input.getArray(0);
      RowEvaluation row = EvaluationRow.read(figures);
      Rows rows = find(figures);
      rows.counts[row.status().code()]++;
      if (row.status() == RowStatus.EVALUATED) {
        rows.loss.add(row.loss(), row.weight(), row.labelWeight());
      }
    }

    private Rows find(ArrayData row) {
      int index = EvaluationRow.nameIndex(row);
      for (Named known : recent) {
        if (known != null && known.name.isIn(row, index)) {
          return known.rows;
        }
      }
      SplitName name = SplitName.read(row, index);
      recent[next] = new Named(name, of(name.toString()));
      Rows found = recent[next].rows;
      next = (next + 1) % FEW;
      return found;
    }

    private Rows of(String split) {
      return splits.computeIfAbsent(split, name -> new Rows());
    }

    byte[] toByteArray() {
      return BinaryForm.toByteArray(
          out -> {
            BinaryForm.writeCount(out, splits.size());
            for (String split : splits.keySet()) {
              out.writeUTF(split);
              splits.get(split).writeTo(out);
            }
          });
    }

    static Losses of(byte[] bytes) {
      return BinaryForm.fromByteArray(
          bytes,
          STATE,
          in -> {
            Losses losses = new Losses();
            for (long left = BinaryForm.readCount(in, STATE); left > 0; left--) {
              losses.splits.put(in.readUTF(), Rows.readFrom(in));
            }
            return losses;
          });
    }
  }

  /** The aggregate. */
  private static final class Bound extends BoundAggregate<Losses, byte[]> {
    private static final long serialVersionUID = 1L;

    Bound(DataType... inputTypes) {
      super(EvaluateSplitsFunction.NAME, DataTypes.BinaryType, inputTypes);
    }

    @Override
    Losses create() {
      return new Losses();
    }

    @Override
    void add(Losses losses, InternalRow input) {
      losses.add(input);
    }

    @Override
    void merge(Losses losses, Losses other) {
      other.splits.forEach((split, rows) -> losses.of(split).merge(rows));
    }

    @Override
    byte[] result(Losses losses) {
      return toBytes(losses);
    }

    @Override
    byte[] toBytes(Losses losses) {
      return losses.toByteArray();
    }

    @Override
    Losses fromBytes(byte[] bytes) {
      return Losses.of(bytes);
    }
  }
}
