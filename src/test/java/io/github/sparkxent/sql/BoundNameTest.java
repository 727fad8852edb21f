// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
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

  private static EvaluationOptions options(int numClasses, List<Integer> topK) {
    return new EvaluationOptions(
        LossOptions.DEFAULT,
        numClasses,
        1e-3,
        PredictionKind.LOGITS,
        1e-3,
        List.of("a", "b"),
        10,
        new MetricOptions(topK, 15, 10, 10, 3));
  }

  private static BoundFunction evaluation(EvaluationOptions options, DataType... types) {
    return bind(new EvaluateFunction(options), types);
  }

  private static BoundFunction row(EvaluationOptions options, DataType logits, DataType label) {
    return bind(
        new EvaluateRowFunction(options),
        DataTypes.StringType,
        logits,
        label,
        DataTypes.DoubleType,
        DataTypes.IntegerType);
  }

  /** Functions that differ in their class, the types of their arguments or the run's options. */
  private static List<BoundFunction> differentFunctions() {
    List<BoundFunction> functions = new ArrayList<>();
    EvaluationOptions usual = options(0, List.of(1, 5));
    for (DataType logits : new DataType[] {FLOATS, DOUBLES, DataTypes.BinaryType}) {
      functions.add(bind(named("softmax"), logits));
      functions.add(bind(named("log_softmax"), logits));
      functions.add(bind(named("logsumexp"), logits));
      functions.add(bind(named("softmax_cross_entropy_with_logits"), logits, FLOATS));
      functions.add(bind(named("softmax_cross_entropy_with_logits"), logits, DOUBLES));
      for (DataType label :
          new DataType[] {
            DataTypes.LongType, DataTypes.DoubleType, DataTypes.StringType, DOUBLES, FLOATS
          }) {
        functions.add(row(usual, logits, label));
        functions.add(evaluation(usual, DataTypes.StringType, logits, label, DataTypes.DoubleType));
      }
    }
    functions.add(bind(named("exact_sum"), DataTypes.DoubleType));
    functions.add(bind(named("exact_mean"), DataTypes.DoubleType));
    for (DataType id : new DataType[] {DataTypes.LongType, DataTypes.StringType}) {
      for (EvaluationOptions options :
          List.of(usual, options(2, List.of(1, 5)), options(0, List.of(1, 4)))) {
        functions.add(
            evaluation(
                options,
                DataTypes.StringType,
                FLOATS,
                DataTypes.LongType,
                DataTypes.DoubleType,
                id));
      }
    }
    functions.add(row(options(2, List.of(1)), FLOATS, DataTypes.LongType));
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
