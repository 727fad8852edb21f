// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.scan.parquet.ColumnForm;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** The forms that the columns of example rows may have, in Spark's rows and in files. */
final class ExampleForms {
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

  private ExampleForms() {}

  enum Logits {
    FLOATS,
    DOUBLES,
    PACKED,
    FLOAT16,
    BFLOAT16,
    EQUAL;

    /** Returns how they are packed, null if they are lists. */
    LogitEncoding encoding() {
      return switch (this) {
        case PACKED -> LogitEncoding.FLOAT32;
        case FLOAT16 -> LogitEncoding.FLOAT16;
        case BFLOAT16 -> LogitEncoding.BFLOAT16;
        default -> null;
      };
    }

    DataType type() {
      return switch (this) {
        case FLOATS, EQUAL -> ExampleForms.FLOATS;
        case DOUBLES -> ExampleForms.DOUBLES;
        default -> DataTypes.BinaryType;
      };
    }

    ColumnForm form() {
      return switch (this) {
        case FLOATS, EQUAL -> ColumnForm.FLOAT_LISTS;
        case DOUBLES -> ColumnForm.DOUBLE_LISTS;
        default -> ColumnForm.packed(encoding());
      };
    }

    /** Returns the logits of a row as Spark has them. */
    Object spark(Float[] logits) {
      return encoding() != null
          ? PackedLogits.pack(primitive(logits), encoding())
          : new GenericArrayData(this == DOUBLES ? wide(logits) : logits);
    }

    private static float[] primitive(Float[] values) {
      float[] primitive = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        primitive[i] = values[i];
      }
      return primitive;
    }

    private static Double[] wide(Float[] values) {
      return Arrays.stream(values)
          .map(value -> value == null ? null : (Double) (value * 1.000001))
          .toArray(Double[]::new);
    }
  }

  enum Label {
    LONGS,
    DOUBLES,
    NAMES,
    FLOAT_MASSES,
    DOUBLE_MASSES;

    DataType type() {
      return switch (this) {
        case LONGS -> DataTypes.LongType;
        case DOUBLES -> DataTypes.DoubleType;
        case NAMES -> DataTypes.StringType;
        case FLOAT_MASSES -> ExampleForms.FLOATS;
        case DOUBLE_MASSES -> ExampleForms.DOUBLES;
      };
    }

    ColumnForm form() {
      return switch (this) {
        case LONGS -> ColumnForm.LONGS;
        case DOUBLES -> ColumnForm.DOUBLES;
        case NAMES -> ColumnForm.TEXTS;
        case FLOAT_MASSES -> ColumnForm.FLOAT_LISTS;
        case DOUBLE_MASSES -> ColumnForm.DOUBLE_LISTS;
      };
    }

    /** Returns the masses of a row as Spark has them. */
    Object spark(Double[] masses) {
      return new GenericArrayData(this == FLOAT_MASSES ? narrow(masses) : masses);
    }

    private static Float[] narrow(Double[] values) {
      return Arrays.stream(values)
          .map(value -> value == null ? null : (Float) value.floatValue())
          .toArray(Float[]::new);
    }
  }

  enum Id {
    NONE,
    LONG,
    INT,
    TEXT,
    NUMBERED_TEXT;

    DataType type() {
      return switch (this) {
        case LONG -> DataTypes.LongType;
        case INT -> DataTypes.IntegerType;
        default -> DataTypes.StringType;
      };
    }

    ColumnForm form() {
      return switch (this) {
        case LONG, INT -> ColumnForm.LONGS;
        case NUMBERED_TEXT -> ColumnForm.TEXTS;
        default -> ColumnForm.BINARIES;
      };
    }

    /** Returns an id as Spark has it, or null. */
    Object spark(Object id) {
      return switch (this) {
        case NONE -> null;
        case LONG -> id;
        case INT -> id == null ? null : (Object) ((Long) id).intValue();
        default -> id == null ? null : UTF8String.fromString(id.toString());
      };
    }
  }
}
