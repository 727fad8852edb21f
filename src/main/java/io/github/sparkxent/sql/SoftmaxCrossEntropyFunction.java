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

/** {@code xent.softmax_cross_entropy_with_logits(logits, labels)}: the loss, double. */
final class SoftmaxCrossEntropyFunction implements UnboundFunction {
  private static final String NAME = "softmax_cross_entropy_with_logits";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(logits, labels) - the loss in nats, double;"
        + " logits: array<float>, array<double> or packed binary;"
        + " labels: the distribution, array<float> or array<double>";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "logits", "labels");
    DataType logits = signature.logits(0);
    if (logits.equals(DataTypes.BinaryType)) {
      return signature.isFloats(1) ? new OfPackedAndFloats() : new OfPackedAndDoubles();
    }
    if (logits.equals(Signature.FLOATS)) {
      return signature.isFloats(1) ? new OfFloatsAndFloats() : new OfFloatsAndDoubles();
    }
    return signature.isFloats(1) ? new OfDoublesAndFloats() : new OfDoublesAndDoubles();
  }

  /** Logits array of float, labels array of float. Public for generated code only. */
  public static final class OfFloatsAndFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloatsAndFloats() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  ArrayArgument.floats("logits", logits), ArrayArgument.floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Logits array of float, labels array of double. Public for generated code only. */
  public static final class OfFloatsAndDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloatsAndDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  ArrayArgument.floats("logits", logits), ArrayArgument.doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Logits array of double, labels array of float. Public for generated code only. */
  public static final class OfDoublesAndFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoublesAndFloats() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  ArrayArgument.doubles("logits", logits), ArrayArgument.floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Logits array of double, labels array of double. Public for generated code only. */
  public static final class OfDoublesAndDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoublesAndDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  ArrayArgument.doubles("logits", logits), ArrayArgument.doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Packed logits, labels array of float. Public for generated code only. */
  public static final class OfPackedAndFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfPackedAndFloats() {
      super(NAME, DataTypes.DoubleType, DataTypes.BinaryType, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param logits 4 C bytes, or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(byte[] logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  PackedLogits.unpack(logits), ArrayArgument.floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getBinary(0), input.getArray(1));
    }
  }

  /** Packed logits, labels array of double. Public for generated code only. */
  public static final class OfPackedAndDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfPackedAndDoubles() {
      super(NAME, DataTypes.DoubleType, DataTypes.BinaryType, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param logits 4 C bytes, or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(byte[] logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(
                  PackedLogits.unpack(logits), ArrayArgument.doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getBinary(0), input.getArray(1));
    }
  }
}
