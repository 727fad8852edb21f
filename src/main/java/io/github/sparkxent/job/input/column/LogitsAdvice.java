// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.input.parquet.NotedTypes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Says what to write for logits of another type. */
final class LogitsAdvice {
  private LogitsAdvice() {}

  /**
   * Returns the advice.
   *
   * @param classes the names of the classes in order, or null
   */
  static String of(String sql, DataType type, List<String> classes) {
    if (type instanceof StringType) {
      return Advice.asIn("if it holds JSON arrays", "from_json(" + sql + ", 'array<double>')");
    }
    if (Advice.isNumber(type)) {
      String score = InputColumn.isFloating(type) ? sql : Advice.cast(sql, "double");
      return Advice.asIn(
          "if it is the one logit of a binary classifier", "array(0f, " + score + ")");
    }
    if (NotedTypes.isVariant(type)) {
      return Advice.castAsIn(sql, "array<double>");
    }
    if (type instanceof MapType map) {
      return ofMap(sql, map, classes);
    }
    if (ListedColumns.areLists(type)) {
      return "; if it lists the most probable classes, set " + ColumnsConfig.LISTED;
    }
    String found = Advice.within(sql, type, Advice::isDistribution);
    if (found != null) {
      return Advice.asIn("take what it holds", found);
    }
    if (type instanceof StructType struct && areScores(struct)) {
      return Advice.asIn(
          "if its fields stand in the order of the classes",
          "array(" + Advice.operand(sql) + ".*)");
    }
    return type instanceof ArrayType array ? ofArray(sql, array.elementType()) : Advice.NONE;
  }

  private static boolean areScores(StructType struct) {
    return struct.length() > 1
        && Stream.of(struct.fields()).allMatch(field -> InputColumn.isFloating(field.dataType()));
  }

  private static String ofArray(String sql, DataType element) {
    if (Advice.isNumber(element) || element instanceof StringType) {
      return Advice.castAsIn(sql, "array<double>");
    }
    if (element instanceof ArrayType row && Advice.isNumber(row.elementType())) {
      return Advice.asIn(
          "if each row is a batch of one",
          Advice.only(sql, Advice.isDistribution(row) ? null : "array<double>"));
    }
    return Advice.NONE;
  }

  /** Numbers by class: the key is the class's name or its id. */
  private static String ofMap(String sql, MapType map, List<String> classes) {
    if (!Advice.isNumber(map.valueType())) {
      return Advice.NONE;
    }
    String of = Advice.operand(sql);
    String keys;
    String key = "c";
    if (map.keyType() instanceof StringType
        && classes != null
        && classes.size() <= Advice.MOST_LISTED) {
      keys =
          classes.stream().map(LogitsAdvice::text).collect(Collectors.joining(", ", "array(", ")"));
    } else if (InputColumn.isInteger(map.keyType())) {
      keys = "sequence(0, size(" + of + ") - 1)";
      key =
          map.keyType().equals(DataTypes.IntegerType) ? key : Advice.cast(key, map.keyType().sql());
    } else {
      return Advice.NONE;
    }
    String values = "transform(" + keys + ", c -> " + of + "[" + key + "])";
    return Advice.asIn(
        "take its numbers in the order of the classes",
        InputColumn.isFloating(map.valueType()) ? values : Advice.cast(values, "array<double>"));
  }

  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
