// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static io.github.sparkxent.sql.ArrayArgument.doubles;
import static io.github.sparkxent.sql.ArrayArgument.floats;

import io.github.sparkxent.numeric.CrossEntropy;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** The losses: of logits with a class id, of logits with a distribution, and of probabilities. */
final class BoundLoss {
  private BoundLoss() {}

  /** Picks the function of two arrays by the types of their elements. */
  static BoundScalar<Double> ofLogits(Binding binding) {
    if (binding.isDoubles(0)) {
      return binding.isDoubles(1) ? new DenseOfDoubles(binding) : new DenseOfDoublesFloats(binding);
    }
    return binding.isDoubles(1) ? new DenseOfFloatsDoubles(binding) : new DenseOfFloats(binding);
  }

  /** Picks the function of two arrays by the types of their elements. */
  static BoundScalar<Double> ofProbabilities(Binding binding) {
    if (binding.isDoubles(0)) {
      return binding.isDoubles(1) ? new PlainOfDoubles(binding) : new PlainOfDoublesFloats(binding);
    }
    return binding.isDoubles(1) ? new PlainOfFloatsDoubles(binding) : new PlainOfFloats(binding);
  }

  /** Logits of float, in an array or packed, and a class id. */
  public static final class SparseOfFloats extends BoundScalar<Double> {
    SparseOfFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(floats("logits", logits), label);
    }

    public static Double invoke(byte[] logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(PackedLogits.unpack(logits), label);
    }

    @Override
    public Double produceResult(InternalRow row) {
      if (row.isNullAt(1)) {
        return null;
      }
      return isPacked()
          ? invoke(binary(row, 0), row.getLong(1))
          : invoke(array(row, 0), row.getLong(1));
    }
  }

  /** Logits of double and a class id. */
  public static final class SparseOfDoubles extends BoundScalar<Double> {
    SparseOfDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, long label) {
      return logits == null
          ? null
          : (Double) SoftmaxCrossEntropy.sparse(doubles("logits", logits), label);
    }

    @Override
    public Double produceResult(InternalRow row) {
      return row.isNullAt(1) ? null : invoke(array(row, 0), row.getLong(1));
    }
  }

  /** Logits of float, in an array or packed, and masses of float. */
  public static final class DenseOfFloats extends BoundScalar<Double> {
    DenseOfFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double) SoftmaxCrossEntropy.dense(floats("logits", logits), floats("labels", labels));
    }

    public static Double invoke(byte[] logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(PackedLogits.unpack(logits), floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return isPacked()
          ? invoke(binary(row, 0), array(row, 1))
          : invoke(array(row, 0), array(row, 1));
    }
  }

  /** Logits of float, in an array or packed, and masses of double. */
  public static final class DenseOfFloatsDoubles extends BoundScalar<Double> {
    DenseOfFloatsDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double) SoftmaxCrossEntropy.dense(floats("logits", logits), doubles("labels", labels));
    }

    public static Double invoke(byte[] logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(PackedLogits.unpack(logits), doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return isPacked()
          ? invoke(binary(row, 0), array(row, 1))
          : invoke(array(row, 0), array(row, 1));
    }
  }

  /** Logits of double and masses of float. */
  public static final class DenseOfDoublesFloats extends BoundScalar<Double> {
    DenseOfDoublesFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double) SoftmaxCrossEntropy.dense(doubles("logits", logits), floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }

  /** Logits of double and masses of double. */
  public static final class DenseOfDoubles extends BoundScalar<Double> {
    DenseOfDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, ArrayData labels) {
      return logits == null || labels == null
          ? null
          : (Double)
              SoftmaxCrossEntropy.dense(doubles("logits", logits), doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }

  /** Probabilities of float and masses of float. */
  public static final class PlainOfFloats extends BoundScalar<Double> {
    PlainOfFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  floats("probabilities", probabilities), floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }

  /** Probabilities of float and masses of double. */
  public static final class PlainOfFloatsDoubles extends BoundScalar<Double> {
    PlainOfFloatsDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  floats("probabilities", probabilities), doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }

  /** Probabilities of double and masses of float. */
  public static final class PlainOfDoublesFloats extends BoundScalar<Double> {
    PlainOfDoublesFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  doubles("probabilities", probabilities), floats("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }

  /** Probabilities of double and masses of double. */
  public static final class PlainOfDoubles extends BoundScalar<Double> {
    PlainOfDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData probabilities, ArrayData labels) {
      return probabilities == null || labels == null
          ? null
          : (Double)
              CrossEntropy.ofProbabilities(
                  doubles("probabilities", probabilities), doubles("labels", labels));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), array(row, 1));
    }
  }
}
