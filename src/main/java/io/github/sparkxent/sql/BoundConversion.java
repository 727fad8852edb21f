// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.apache.spark.sql.catalyst.expressions.UnsafeArrayData.fromPrimitiveArray;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.numeric.PackedLogits;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The functions that make one form of labels or logits of another. */
final class BoundConversion {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private BoundConversion() {}

  /** Picks the function with or without an encoding. */
  static BoundScalar<byte[]> pack(Binding binding) {
    return binding.inputTypes().size() == 1 ? new Pack(binding) : new PackAs(binding);
  }

  /** Picks the function with or without an encoding. */
  static BoundScalar<ArrayData> unpack(Binding binding) {
    return binding.inputTypes().size() == 1 ? new Unpack(binding) : new UnpackAs(binding);
  }

  private static LogitEncoding encoding(UTF8String text) {
    return LogitEncoding.ofText(text.toString());
  }

  /** The distribution of a class id. */
  public static final class OneHot extends BoundScalar<ArrayData> {
    OneHot(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(long label, long numClasses) {
      if (numClasses < 1 || numClasses > LONGEST) {
        throw new IllegalArgumentException(
            "num_classes " + numClasses + " is outside [1, " + LONGEST + "]");
      }
      if (label < 0 || label >= numClasses) {
        throw new IllegalArgumentException(
            "label " + label + " is outside [0, " + numClasses + ")");
      }
      float[] oneHot = new float[(int) numClasses];
      oneHot[(int) label] = 1;
      return fromPrimitiveArray(oneHot);
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return row.isNullAt(0) || row.isNullAt(1) ? null : invoke(row.getLong(0), row.getLong(1));
    }
  }

  /** Logits of float as little-endian bytes. */
  public static final class Pack extends BoundScalar<byte[]> {
    Pack(Binding binding) {
      super(binding);
    }

    public static byte[] invoke(ArrayData logits) {
      return logits == null ? null : PackedLogits.pack(ArrayArgument.floats("logits", logits));
    }

    @Override
    public byte[] produceResult(InternalRow row) {
      return invoke(array(row, 0));
    }
  }

  /** Logits of float in an encoding. */
  public static final class PackAs extends BoundScalar<byte[]> {
    PackAs(Binding binding) {
      super(binding);
    }

    public static byte[] invoke(ArrayData logits, UTF8String encoding) {
      return logits == null || encoding == null
          ? null
          : PackedLogits.pack(ArrayArgument.floats("logits", logits), encoding(encoding));
    }

    @Override
    public byte[] produceResult(InternalRow row) {
      return invoke(array(row, 0), text(row, 1));
    }
  }

  /** Packed logits as an array of float. */
  public static final class Unpack extends BoundScalar<ArrayData> {
    Unpack(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(byte[] packed) {
      return packed == null ? null : fromPrimitiveArray(PackedLogits.unpack(packed));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return invoke(binary(row, 0));
    }
  }

  /** Packed logits in an encoding as an array of float. */
  public static final class UnpackAs extends BoundScalar<ArrayData> {
    UnpackAs(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(byte[] packed, UTF8String encoding) {
      return packed == null || encoding == null
          ? null
          : fromPrimitiveArray(PackedLogits.unpack(packed, encoding(encoding)));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return invoke(binary(row, 0), text(row, 1));
    }
  }

  /** A stored vector as an array of double. */
  public static final class VectorToArray extends BoundScalar<ArrayData> {
    VectorToArray(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(InternalRow vector) {
      return vector == null ? null : StoredVector.elements(vector);
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return invoke(row.isNullAt(0) ? null : row.getStruct(0, StoredVector.TYPE.length()));
    }
  }
}
