// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.CrossEntropy;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.cross_entropy(probabilities, labels)}: the two-step form, double. */
final class CrossEntropyFunction implements UnboundFunction {
  private static final String NAME = "cross_entropy";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "cross_entropy(probabilities, labels) - the loss -sum p log q in nats, double;"
        + " both: array<float> or array<double>; from logits use softmax_cross_entropy_with_logits";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "probabilities", "labels");
    if (signature.isFloats(0)) {
      return signature.isFloats(1) ? new OfFloatsAndFloats() : new OfFloatsAndDoubles();
    }
    return signature.isFloats(1) ? new OfDoublesAndFloats() : new OfDoublesAndDoubles();
  }

  /** Probabilities array of float, labels array of float. Public for generated code only. */
  public static final class OfFloatsAndFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloatsAndFloats() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param probabilities what was predicted, shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  ArrayArgument.floats("probabilities", probabilities),
                  ArrayArgument.floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Probabilities array of float, labels array of double. Public for generated code only. */
  public static final class OfFloatsAndDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfFloatsAndDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.FLOATS, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param probabilities what was predicted, shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  ArrayArgument.floats("probabilities", probabilities),
                  ArrayArgument.doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Probabilities array of double, labels array of float. Public for generated code only. */
  public static final class OfDoublesAndFloats extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoublesAndFloats() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES, Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param probabilities what was predicted, shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  ArrayArgument.doubles("probabilities", probabilities),
                  ArrayArgument.floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }

  /** Probabilities array of double, labels array of double. Public for generated code only. */
  public static final class OfDoublesAndDoubles extends BoundScalar<Double> {
    private static final long serialVersionUID = 1L;

    OfDoublesAndDoubles() {
      super(NAME, DataTypes.DoubleType, Signature.DOUBLES, Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param probabilities what was predicted, shape [C], or null
     * @param labels the distribution, shape [C], or null
     * @return the loss in nats, or null if an argument is
     */
    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  ArrayArgument.doubles("probabilities", probabilities),
                  ArrayArgument.doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getArray(0), input.getArray(1));
    }
  }
}
