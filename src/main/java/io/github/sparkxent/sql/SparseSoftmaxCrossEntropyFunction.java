// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.sparse_softmax_cross_entropy_with_logits(logits, label)}: the loss, double. */
final class SparseSoftmaxCrossEntropyFunction implements UnboundFunction {
  private static final String NAME = "sparse_softmax_cross_entropy_with_logits";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(logits, label) - the loss in nats, double;"
        + " logits: array<float>, array<double> or packed binary; label: the class id, an integer type";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "logits", "label");
    DataType logits = signature.logits(0);
    signature.requireInteger(1);
    if (logits.equals(DataTypes.BinaryType)) {
      return new OfPacked();
    }
    return logits.equals(Signature.FLOATS) ? new OfFloats() : new OfDoubles();
  }

  /** Over array of float. Public for generated code only. */
  public static final class OfFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloats() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS, DataTypes.LongType);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param label the class id
     * @return the loss in nats, or null without logits
     */
    public static Double invoke(ArrayData logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(ArrayArgument.floats("logits", logits), label);
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getLong(1));
    }
  }

  /** Over array of double. Public for generated code only. */
  public static final class OfDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES, DataTypes.LongType);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param label the class id
     * @return the loss in nats, or null without logits
     */
    public static Double invoke(ArrayData logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(ArrayArgument.doubles("logits", logits), label);
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getLong(1));
    }
  }

  /** Over packed logits. Public for generated code only. */
  public static final class OfPacked extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfPacked() {
      super(NAME, DataTypes.DoubleType, DataTypes.BinaryType, DataTypes.LongType);
    }

    /**
     * Computes one row.
     *
     * @param logits 4 C bytes, or null
     * @param label the class id
     * @return the loss in nats, or null without logits
     */
    public static Double invoke(byte[] logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(PackedLogits.unpack(logits), label);
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getBinary(0), input.getLong(1));
    }
  }
}
