// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluateSplitsFunction;
import io.github.sparkxent.sql.evaluation.EvaluationRow;
import io.github.sparkxent.sql.evaluation.RowOptions;
import io.github.sparkxent.sql.evaluation.SplitsOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Spark takes bound functions of one canonical name, or equal ones, for one and the same. */
class BoundNameTest {
  private static final ArrayType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
  private static final ArrayType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

  static PublicFunction named(String name) {
    return PublicFunctions.ALL.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static BoundFunction bind(UnboundFunction function, DataType... types) {
    StructType input = new StructType();
    for (DataType type : types) {
      input = input.add("argument" + input.length(), type);
    }
    return function.bind(input);
  }

  private static BoundFunction splits(int maxSplits, MetricOptions metrics, DataType id) {
    return bind(
        new EvaluateSplitsFunction(),
        EvaluationRow.TYPE,
        SplitsOptions.type(maxSplits, metrics),
        id);
  }

  private static BoundFunction row(DataType logits, DataType label) {
    return bind(
        new EvaluateRowFunction(),
        DataTypes.StringType,
        logits,
        DataTypes.BooleanType,
        label,
        DataTypes.DoubleType,
        RowOptions.TYPE);
  }

  /** Functions that differ in their class, the types of their arguments or the run's options. */
  private static List<BoundFunction> differentFunctions() {
    List<BoundFunction> functions = new ArrayList<>();
    for (DataType logits : new DataType[] {FLOATS, DOUBLES, DataTypes.BinaryType}) {
      functions.add(bind(named("softmax"), logits));
      functions.add(bind(named("log_softmax"), logits));
      functions.add(bind(named("logsumexp"), logits));
      functions.add(bind(named("softmax_cross_entropy_with_logits"), logits, FLOATS));
      functions.add(bind(named("softmax_cross_entropy_with_logits"), logits, DOUBLES));
      functions.add(row(logits, DataTypes.LongType));
      functions.add(row(logits, DataTypes.DoubleType));
      functions.add(row(logits, DataTypes.StringType));
      functions.add(row(logits, DOUBLES));
      functions.add(row(logits, FLOATS));
    }
    functions.add(bind(named("exact_sum"), DataTypes.DoubleType));
    functions.add(bind(named("exact_mean"), DataTypes.DoubleType));
    MetricOptions usual = MetricOptions.DEFAULT;
    functions.add(splits(10, usual, DataTypes.LongType));
    functions.add(splits(10, usual, DataTypes.StringType));
    functions.add(splits(11, usual, DataTypes.LongType));
    functions.add(splits(10, new MetricOptions(List.of(1, 5), 15, 10, 10, 3), DataTypes.LongType));
    functions.add(splits(10, new MetricOptions(List.of(1, 4), 15, 10, 10, 3), DataTypes.LongType));
    return functions;
  }

  @Test
  void functions_of_other_types_or_options_have_other_names_and_are_not_equal() {
    List<BoundFunction> functions = differentFunctions();

    assertThat(functions).doesNotHaveDuplicates();
    assertThat(functions).extracting(BoundFunction::canonicalName).doesNotHaveDuplicates();
  }

  @Test
  void functions_of_the_same_types_and_options_have_one_name_and_are_equal() {
    List<BoundFunction> functions = differentFunctions();
    List<BoundFunction> again = differentFunctions();

    assertThat(again).isEqualTo(functions).hasSameHashCodeAs(functions);
    assertThat(again).extracting(BoundFunction::canonicalName).doesNotContainNull();
    for (int i = 0; i < again.size(); i++) {
      assertThat(again.get(i).canonicalName()).isEqualTo(functions.get(i).canonicalName());
    }
  }
}
