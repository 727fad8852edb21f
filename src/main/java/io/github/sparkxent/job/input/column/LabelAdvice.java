// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.input.parquet.NotedTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/** Says what to write for a label, a weight or an id of another type. */
public final class LabelAdvice {
  /** No bigint has more digits. */
  private static final int DIGITS_OF_LONG = 19;

  private LabelAdvice() {}

  /** Returns the advice on a label. */
  static String label(String sql, DataType type, boolean named) {
    if (type instanceof StringType) {
      return Advice.asIn("if it holds numbers", Advice.cast(sql, "double"));
    }
    if (type.equals(DataTypes.BinaryType) && named) {
      return Advice.asIn("if it holds the names", Advice.cast(sql, "string"));
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Advice.castAsIn(sql, "int");
    }
    if (type instanceof DecimalType || NotedTypes.isVariant(type)) {
      return Advice.castAsIn(sql, "double");
    }
    String found = Advice.within(sql, type, one -> isLabel(one, named));
    if (found != null) {
      return Advice.asIn("take what it holds", found);
    }
    return type instanceof ArrayType array ? ofArray(sql, array.elementType(), named) : Advice.NONE;
  }

  private static boolean isLabel(DataType type, boolean named) {
    return Advice.isDistribution(type)
        || InputColumn.isInteger(type)
        || InputColumn.isFloating(type)
        || (named && type instanceof StringType);
  }

  private static String ofArray(String sql, DataType element, boolean named) {
    if (Advice.isNumber(element)) {
      return "; write "
          + Advice.cast(sql, "array<double>")
          + " if it is one-hot, or "
          + Advice.only(sql, element instanceof DecimalType ? "double" : null)
          + " if it is a class id in an array";
    }
    if (element.equals(DataTypes.BooleanType)) {
      return Advice.asIn("if it is one-hot", Advice.cast(sql, "array<double>"));
    }
    if (named && element instanceof StringType) {
      return Advice.asIn("if each row has one name", Advice.only(sql, null));
    }
    if (element instanceof ArrayType row && Advice.isNumber(row.elementType())) {
      return Advice.asIn(
          "if each row is a batch of one",
          Advice.only(sql, Advice.isDistribution(row) ? null : "array<double>"));
    }
    return Advice.NONE;
  }

  /** Returns the advice on a number. */
  static String number(String sql, DataType type) {
    if (type instanceof StringType
        || type instanceof DecimalType
        || type.equals(DataTypes.BooleanType)
        || NotedTypes.isVariant(type)) {
      return Advice.castAsIn(sql, "double");
    }
    if (type instanceof ArrayType array && Advice.isNumber(array.elementType())) {
      return Advice.asIn(
          "if each row has one",
          Advice.only(sql, array.elementType() instanceof DecimalType ? "double" : null));
    }
    String found =
        Advice.within(sql, type, one -> InputColumn.isInteger(one) || InputColumn.isFloating(one));
    return found == null ? Advice.NONE : Advice.asIn("take what it holds", found);
  }

  /** Returns the advice on the ids of two joined sides. */
  public static String ids(InputColumn labels, InputColumn predictions) {
    for (InputColumn[] pair : new InputColumn[][] {{predictions, labels}, {labels, predictions}}) {
      String cast = pair[0].sql() == null ? null : idCast(pair[0], pair[1].type());
      if (cast != null) {
        return Advice.asIn("cast one of them", pair[0].key() + ": " + cast);
      }
    }
    return Advice.NONE;
  }

  /** Returns a cast of an id that loses nothing and compares with another type, or null. */
  private static String idCast(InputColumn id, DataType to) {
    DataType from = id.type();
    boolean isWhole =
        id.isInteger() || (from instanceof DecimalType decimal && decimal.scale() == 0);
    if (to instanceof StringType) {
      return isWhole || from.equals(DataTypes.BinaryType) ? Advice.cast(id.sql(), "string") : null;
    }
    if (from instanceof DecimalType decimal && InputColumn.isInteger(to)) {
      return isWhole && decimal.precision() < DIGITS_OF_LONG
          ? Advice.cast(id.sql(), "bigint")
          : null;
    }
    if (to instanceof DecimalType decimal && id.isInteger()) {
      return decimal.scale() == 0 && decimal.precision() >= DIGITS_OF_LONG
          ? Advice.cast(id.sql(), decimal.simpleString())
          : null;
    }
    boolean isExactInDouble =
        from.equals(DataTypes.FloatType) || (id.isInteger() && !from.equals(DataTypes.LongType));
    return to.equals(DataTypes.DoubleType) && isExactInDouble
        ? Advice.cast(id.sql(), "double")
        : null;
  }
}
