// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.sql.StoredVector;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The end of a message about a column whose type an evaluation does not take: an expression that
 * likely gives what is meant, or nothing if there is none.
 *
 * <p>A test runs each advised expression on data of its type. None leaves out, cuts off or rounds
 * anything in silence: what does not fit becomes null or stays unchanged, and so makes an invalid
 * row.
 */
public final class Advice {
  static final String NONE = "";

  /** The most entries of a list in an advice, which is one line. */
  static final int MOST_LISTED = 20;

  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
  private static final Pattern PLAIN = Pattern.compile(NAME);
  private static final Pattern OPERAND =
      Pattern.compile("(" + NAME + "|`[^`]+`)(\\.(" + NAME + "|`[^`]+`))*");

  private Advice() {}

  /** Returns the advice that is right under a condition. */
  static String asIn(String condition, String sql) {
    return "; " + condition + ", as in " + sql;
  }

  static String castAsIn(String sql, String type) {
    return asIn("cast it if that is what is meant", cast(sql, type));
  }

  static String cast(String sql, String type) {
    return "cast(" + sql + " as " + type.toLowerCase(Locale.ROOT) + ")";
  }

  /** Returns the only element of an array, null if it has others. */
  static String only(String sql, String type) {
    String of = operand(sql);
    String first = of + "[0]";
    String value = type == null ? first : cast(first, type);
    return "case when size(" + of + ") = 1 then " + value + " end";
  }

  /** Returns an expression so that it may stand before a dot or a bracket. */
  static String operand(String sql) {
    return OPERAND.matcher(sql).matches() ? sql : "(" + sql + ")";
  }

  /**
   * Returns the one thing that fits in a struct or an array of structs, at any depth.
   *
   * @return its expression, or null if there are none or several
   */
  static String within(String sql, DataType type, Predicate<DataType> fits) {
    String of = operand(sql);
    if (type instanceof StructType struct) {
      List<String> found =
          Stream.of(struct.fields())
              .map(
                  field -> {
                    String one = of + "." + name(field);
                    return fits.test(field.dataType()) ? one : within(one, field.dataType(), fits);
                  })
              .filter(Objects::nonNull)
              .toList();
      return found.size() == 1 ? found.get(0) : null;
    }
    // Lists were once written as structs: an array of structs of one field stands for an array.
    if (type instanceof ArrayType array
        && array.elementType() instanceof StructType element
        && element.length() == 1) {
      StructField field = element.fields()[0];
      return fits.test(new ArrayType(field.dataType(), true)) ? of + "." + name(field) : null;
    }
    return null;
  }

  /** Returns the name of a field, in backquotes where it needs them. */
  static String name(StructField field) {
    return PLAIN.matcher(field.name()).matches() ? field.name() : ColumnNames.quoted(field.name());
  }

  public static boolean isNumber(DataType type) {
    return InputColumn.isInteger(type)
        || InputColumn.isFloating(type)
        || type instanceof DecimalType;
  }

  /** Tells whether something is logits, or a distribution, as it is. */
  static boolean isDistribution(DataType type) {
    return (type instanceof ArrayType array && InputColumn.isFloating(array.elementType()))
        || StoredVector.isVector(type);
  }
}
