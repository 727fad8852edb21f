// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.numeric.LogitEncoding;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A configured SQL expression that resolves to one column of a data set.
 *
 * @param key its key in the configuration, for messages
 * @param expression the expression as it was given
 * @param sql the SQL that an advice builds upon, null if it is too long
 * @param column the column
 * @param type its type
 */
public record InputColumn(String key, String expression, String sql, Column column, DataType type) {
  private static final Set<DataType> INTEGERS =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final Set<DataType> FLOATING = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

  /** Resolves an expression, or a pattern that stands for one column a class. */
  public static InputColumn resolve(Dataset<Row> source, String key, String expression) {
    ClassColumns classes = ClassColumns.of(expression);
    String resolved =
        classes == null
            ? expression
            : classes.expression(key, source.columns(), ColumnNames.of(source.sparkSession()));
    RowExpression found = RowExpression.of(source, key, expression, resolved);
    boolean isLong = classes != null && classes.count(source.columns()) > Advice.MOST_LISTED;
    return new InputColumn(key, expression, isLong ? null : resolved, found.column(), found.type());
  }

  public static boolean isInteger(DataType type) {
    return INTEGERS.contains(type);
  }

  public static boolean isFloating(DataType type) {
    return FLOATING.contains(type);
  }

  public boolean isInteger() {
    return isInteger(type);
  }

  /** Returns the same with vectors as arrays. */
  public InputColumn withArrays() {
    return VectorColumns.isVector(type)
        ? new InputColumn(
            key,
            expression,
            sql,
            VectorColumns.toArray(column, type),
            DataTypes.createArrayType(DataTypes.DoubleType))
        : this;
  }

  /** Requires logits. The names of the classes, or null, are for an advice. */
  public Column requireLogits(List<String> classes) {
    return require(
        isNumbers() || type.equals(DataTypes.BinaryType),
        "array<float>, array<double>, a vector or packed binary (xent.pack)",
        of -> LogitsAdvice.of(of, type, classes));
  }

  /** Requires logits that are packed if it is said how they are stored. */
  public void requireEncodable(String key, LogitEncoding encoding) {
    if (encoding != null && isNumbers()) {
      throw EvaluationException.configuration(
          "%s is %s where %s, expected packed binary, or no encoding"
              .formatted(key, encoding.text(), this));
    }
  }

  /** Requires a label; a class name only if the classes have names. */
  public Column requireLabel(boolean named) {
    boolean isName = type.equals(DataTypes.StringType);
    if (!named && (isName || type.equals(DataTypes.BinaryType))) {
      return require(
          false,
          "a class id, or classes: a list of the class names in the order of the logits"
              + (isName || sql == null
                  ? ""
                  : ", and the names as text, " + Advice.cast(sql, "string")),
          of -> isName ? LabelAdvice.label(of, type, false) : Advice.NONE);
    }
    return require(
        isName || isInteger() || isFloating(type) || isNumbers(),
        "a class id (an integer type, float or double) or a distribution (array<float>,"
            + " array<double> or a vector)",
        of -> LabelAdvice.label(of, type, named));
  }

  /** Requires a label that can be one to ignore; names of classes count by their number. */
  public void requireIgnorable(Long ignored, int classes) {
    if (ignored == null) {
      return;
    }
    String found = "loss.ignore_index is " + ignored + " where " + this;
    if (isNumbers()) {
      throw EvaluationException.configuration(
          found + ", a distribution, expected labels that are class ids, or no ignore_index");
    }
    if (type.equals(DataTypes.StringType) && (ignored < 0 || ignored >= classes)) {
      throw EvaluationException.configuration(
          found + ", a class name, expected the id of a class in [0, " + classes + ")");
    }
  }

  public Column requireNumber() {
    return require(isInteger() || isFloating(type), "a number", of -> LabelAdvice.number(of, type));
  }

  /** Tells whether it is an array of numbers: logits, or a label that is a distribution. */
  boolean isNumbers() {
    return type instanceof ArrayType array && isFloating(array.elementType());
  }

  private Column require(boolean fits, String expected, UnaryOperator<String> advice) {
    if (!fits) {
      throw EvaluationException.configuration(
          this + ", expected " + expected + (sql == null ? Advice.NONE : advice.apply(sql)));
    }
    return column;
  }

  /** Says what it is, for messages. */
  @Override
  public String toString() {
    return key + " \"" + expression + "\" is " + type.simpleString();
  }
}
