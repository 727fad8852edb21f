// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.struct;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that list the ids and log-probabilities of some classes of each row. */
public final class ListedColumns {
  private static final String IDS = "ids";
  private static final String LOG_PROBABILITIES = "logprobs";

  private ListedColumns() {}

  /**
   * Requires lists, and labels that fit to them.
   *
   * @return a struct of ids as bigint and log-probabilities, both null where the struct is
   */
  public static Column require(InputColumn logits, InputColumn label) {
    if (label.withArrays().isNumbers()) {
      throw EvaluationException.configuration(
          label
              + ", a distribution, expected class ids or names with "
              + ColumnsConfig.LISTED
              + ", since not all log-probabilities are known");
    }
    if (!(logits.type() instanceof StructType type) || !areLists(type)) {
      throw EvaluationException.configuration(
          logits
              + ", expected struct<ids: array<int or bigint>, logprobs: array<float or double>>"
              + " with "
              + ColumnsConfig.LISTED
              + (logits.sql() == null ? Advice.NONE : advice(logits.sql(), logits.type())));
    }
    Column lists = logits.column();
    return struct(
        lists
            .getField(field(type, IDS).name())
            .cast(DataTypes.createArrayType(DataTypes.LongType))
            .as(IDS),
        lists.getField(field(type, LOG_PROBABILITIES).name()).as(LOG_PROBABILITIES));
  }

  /** Tells whether a type is a struct of ids and log-probabilities, and maybe of other fields. */
  static boolean areLists(DataType type) {
    return type instanceof StructType struct
        && isArray(field(struct, IDS), InputColumn::isInteger)
        && isArray(field(struct, LOG_PROBABILITIES), InputColumn::isFloating);
  }

  private static StructField field(StructType struct, String name) {
    return Stream.of(struct.fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isArray(StructField field, Predicate<DataType> of) {
    return field != null
        && field.dataType() instanceof ArrayType array
        && of.test(array.elementType());
  }

  private static String advice(String sql, DataType type) {
    if (type instanceof MapType map
        && InputColumn.isInteger(map.keyType())
        && InputColumn.isFloating(map.valueType())) {
      return lists("map_keys(" + sql + ")", "map_values(" + sql + ")");
    }
    if (type instanceof ArrayType array && array.elementType() instanceof StructType entry) {
      List<String> ids = names(entry, InputColumn::isInteger);
      List<String> logProbabilities = names(entry, InputColumn::isFloating);
      if (ids.size() == 1 && logProbabilities.size() == 1) {
        String of = Advice.operand(sql) + ".";
        return lists(of + ids.get(0), of + logProbabilities.get(0));
      }
    }
    return Advice.NONE;
  }

  private static String lists(String ids, String logProbabilities) {
    return Advice.asIn(
        "if it lists classes with their log-probabilities",
        "named_struct('"
            + IDS
            + "', "
            + ids
            + ", '"
            + LOG_PROBABILITIES
            + "', "
            + logProbabilities
            + ")");
  }

  private static List<String> names(StructType struct, Predicate<DataType> of) {
    return Stream.of(struct.fields())
        .filter(field -> of.test(field.dataType()))
        .map(Advice::name)
        .toList();
  }
}
