// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.Softmax;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.logsumexp(logits)}: the logarithm of the sum of exponentials, double. */
final class LogSumExpFunction implements UnboundFunction {
  private static final String NAME = "logsumexp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "logsumexp(logits) - the normaliser log(sum exp(z_j)), double;"
        + " logits: array<float>, array<double> or packed binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    DataType logits = new Signature(NAME, inputType, "logits").logits(0);
    if (logits.equals(DataTypes.BinaryType)) {
      return new OfPacked();
    }
    return logits.equals(Signature.FLOATS) ? new OfFloats() : new OfDoubles();
  }

  /** Over array of float. Public for generated code only. */
  public static final class OfFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloats() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @return the normaliser log(sum exp(z_j)), double, or null
     */
    public static Double invoke(ArrayData logits) {
      return logits == null
          ? null
          : (Double) Softmax.logSumExp(ArrayArgument.floats("logits", logits));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getArray(0));
    }
  }

  /** Over array of double. Public for generated code only. */
  public static final class OfDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @return the normaliser log(sum exp(z_j)), double, or null
     */
    public static Double invoke(ArrayData logits) {
      return logits == null
          ? null
          : (Double) Softmax.logSumExp(ArrayArgument.doubles("logits", logits));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getArray(0));
    }
  }

  /** Over packed logits. Public for generated code only. */
  public static final class OfPacked extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfPacked() {
      super(NAME, DataTypes.DoubleType, DataTypes.BinaryType);
    }

    /**
     * Computes one row.
     *
     * @param logits 4 C bytes, or null
     * @return the normaliser log(sum exp(z_j)), double, or null
     */
    public static Double invoke(byte[] logits) {
      return logits == null ? null : (Double) Softmax.logSumExp(PackedLogits.unpack(logits));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getBinary(0));
    }
  }
}
