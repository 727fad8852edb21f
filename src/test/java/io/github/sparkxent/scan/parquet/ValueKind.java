// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** What the values of a random column are, and how they are stored. */
enum ValueKind {
  INT(PrimitiveTypeName.INT32, null),
  INT8(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true)),
  INT16(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true)),
  INT32(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(32, true)),
  UINT8(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, false)),
  UINT16(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, false)),
  UINT32(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(32, false)),
  LONG(PrimitiveTypeName.INT64, null),
  INT64(PrimitiveTypeName.INT64, LogicalTypeAnnotation.intType(64, true)),
  UINT64(PrimitiveTypeName.INT64, LogicalTypeAnnotation.intType(64, false)),
  FLAG(PrimitiveTypeName.BOOLEAN, null),
  FLOAT(PrimitiveTypeName.FLOAT, null),
  DOUBLE(PrimitiveTypeName.DOUBLE, null),
  FLOAT16(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, LogicalTypeAnnotation.float16Type()),
  TEXT(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
  BYTES(PrimitiveTypeName.BINARY, null),
  PACKED(PrimitiveTypeName.BINARY, null);

  private final PrimitiveTypeName type;
  private final LogicalTypeAnnotation annotation;

  ValueKind(PrimitiveTypeName type, LogicalTypeAnnotation annotation) {
    this.type = type;
    this.annotation = annotation;
  }

  PrimitiveType type(Repetition repetition, String name) {
    Types.PrimitiveBuilder<PrimitiveType> builder = Types.primitive(type, repetition);
    if (this == FLOAT16) {
      builder = builder.length(Short.BYTES);
    }
    return (annotation == null ? builder : builder.as(annotation)).named(name);
  }

  LeafColumn.Kind kind() {
    return switch (this) {
      case UINT8, UINT16, UINT32, UINT64 -> LeafColumn.Kind.UNSIGNED_INTEGER;
      case FLAG -> LeafColumn.Kind.FLAG;
      case FLOAT -> LeafColumn.Kind.FLOAT;
      case DOUBLE -> LeafColumn.Kind.DOUBLE;
      case FLOAT16 -> LeafColumn.Kind.FLOAT16;
      case TEXT -> LeafColumn.Kind.TEXT;
      case BYTES, PACKED -> LeafColumn.Kind.BYTES;
      default -> LeafColumn.Kind.INTEGER;
    };
  }

  /** Adds a value to a field, one of few different ones or any. */
  void add(Group group, String field, Random random, boolean few) {
    switch (type) {
      case INT32 -> group.add(field, (int) integer(random, few));
      case INT64 -> group.add(field, integer(random, few));
      case BOOLEAN -> group.add(field, random.nextInt(few ? 30 : 2) == 0);
      case FLOAT -> group.add(field, number(random, few));
      case DOUBLE -> group.add(field, few ? random.nextInt(20) / 3.0 : wild(random));
      default -> group.add(field, Binary.fromConstantByteArray(bytes(random, few)));
    }
  }

  private long integer(Random random, boolean few) {
    long any = few ? random.nextInt(12) : random.nextLong() >> random.nextInt(64);
    return switch (this) {
      case INT8 -> (byte) any;
      case INT16 -> (short) any;
      case UINT8 -> any & 0xff;
      case UINT16 -> any & 0xffff;
      default -> any;
    };
  }

  private static float number(Random random, boolean few) {
    return few ? random.nextInt(20) / 3f : Float.intBitsToFloat(random.nextInt());
  }

  private static double wild(Random random) {
    return random.nextInt(9) == 0
        ? Double.longBitsToDouble(random.nextLong())
        : random.nextGaussian();
  }

  private byte[] bytes(Random random, boolean few) {
    switch (this) {
      case FLOAT16:
        byte[] half = new byte[Short.BYTES];
        random.nextBytes(half);
        if (few) {
          half[0] &= 3;
          half[1] = 0x3c;
        }
        return half;
      case TEXT:
        return text(random, few).getBytes(StandardCharsets.UTF_8);
      case PACKED:
        byte[] packed = new byte[random.nextInt(few ? 3 : 30) * Float.BYTES];
        random.nextBytes(packed);
        return random.nextInt(50) == 0 ? new byte[1 + random.nextInt(3)] : packed;
      default:
        byte[] any = new byte[few ? random.nextInt(2) : random.nextInt(40)];
        random.nextBytes(any);
        return any;
    }
  }

  private static String text(Random random, boolean few) {
    if (few) {
      return random.nextInt(8) == 0 ? "" : "s" + random.nextInt(5);
    }
    return switch (random.nextInt(8)) {
      case 0 -> "\u00fc\u20ac\ud83d\ude00".repeat(random.nextInt(5));
      case 1 -> "long".repeat(random.nextInt(60));
      default -> "row-" + random.nextInt(100_000);
    };
  }

  /**
   * Returns a value of a field as the scan is expected to give it: texts and bytes as a String,
   * elements of lists as their bits, but all NaN as one, as a dictionary may hold but one.
   */
  Object read(Group group, String field, int index, ColumnForm form) {
    Object value = stored(group, field, index);
    return switch (form) {
      case TEXTS, BINARIES -> text(value);
      case PACKED_FLOAT32, PACKED_FLOAT16, PACKED_BFLOAT16 ->
          unpacked(((Binary) value).getBytes(), form);
      case FLOAT_LISTS, NESTED_FLOATS -> Float.floatToIntBits((Float) value);
      case DOUBLE_LISTS, NESTED_DOUBLES -> Double.doubleToLongBits(number(value));
      case LONGS, LONG_LISTS ->
          this == UINT64 && (Long) value < 0 ? (Object) Long.MAX_VALUE : value;
      case DOUBLES -> number(value);
    };
  }

  private Object text(Object value) {
    return value instanceof Binary bytes
        ? new String(bytes.getBytes(), StandardCharsets.ISO_8859_1)
        : this == UINT64 ? Long.toUnsignedString((Long) value) : value.toString();
  }

  private double number(Object value) {
    return this == UINT64
        ? new BigDecimal(Long.toUnsignedString((Long) value)).doubleValue()
        : ((Number) value).doubleValue();
  }

  private Object stored(Group group, String field, int index) {
    return switch (type) {
      case INT32 ->
          this == UINT32
              ? (Object) Integer.toUnsignedLong(group.getInteger(field, index))
              : (Object) (long) group.getInteger(field, index);
      case BOOLEAN -> group.getBoolean(field, index) ? 1L : 0L;
      case INT64 -> group.getLong(field, index);
      case FLOAT -> group.getFloat(field, index);
      case DOUBLE -> group.getDouble(field, index);
      default -> {
        Binary value = group.getBinary(field, index);
        yield this == FLOAT16 ? (Object) half(value.getBytes()) : value;
      }
    };
  }

  private static Object unpacked(byte[] bytes, ColumnForm form) {
    int width = form == ColumnForm.PACKED_FLOAT32 ? Float.BYTES : Short.BYTES;
    if (bytes.length % width != 0) {
      return "broken";
    }
    Object[] values = new Object[bytes.length / width];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      float value =
          switch (form) {
            case PACKED_FLOAT16 -> half(Arrays.copyOfRange(bytes, width * i, width * (i + 1)));
            case PACKED_BFLOAT16 -> Float.intBitsToFloat(numbers.getShort() << 16);
            default -> numbers.getFloat();
          };
      values[i] = Float.floatToIntBits(value);
    }
    return Arrays.asList(values);
  }

  private static float half(byte[] bytes) {
    int bits = (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 31
            ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            : exponent == 0
                ? Math.scalb(fraction, -24)
                : Math.scalb(1024 + fraction, exponent - 25);
    return (float) ((bits & 0x8000) == 0 ? size : -size);
  }
}
