// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.UserDefinedAggregateFunc;
import org.apache.spark.sql.types.StructType;

/** Tells whether an aggregation is the evaluation that a plan's tasks can make. */
final class PushedEvaluation {
  private PushedEvaluation() {}

  /**
   * Returns the columns of the one {@code xent.evaluate} by which each unit is aggregated, in the
   * order of its arguments, and without the id if that is null for all rows. Empty if there is
   * anything else: another function, other options, an argument that is no plain column.
   *
   * @param plan the plan of the rows
   * @param aggregation what Spark asks for
   */
  static Optional<List<String>> columns(ScanPlan plan, Aggregation aggregation) {
    Expression[] groups = aggregation.groupByExpressions();
    AggregateFunc[] functions = aggregation.aggregateExpressions();
    if (groups.length != 1
        || !isColumn(groups[0], ScanTable.UNIT)
        || functions.length != 1
        || !(functions[0] instanceof UserDefinedAggregateFunc function)
        || !function.name().equals(EvaluateFunction.NAME)
        || function.isDistinct()) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>();
    StructType types = new StructType();
    List<String> names = EvaluationArguments.of(plan.options()).names();
    Expression[] arguments = function.children();
    for (int i = 0; i < arguments.length; i++) {
      String name = i < names.size() ? names.get(i) : null;
      if (Arrays.asList(plan.columns().fieldNames()).contains(name)
          && isColumn(arguments[i], name)) {
        columns.add(name);
        types = types.add(plan.columns().apply(name));
      } else if (EvaluationArguments.ID.equals(name)
          && arguments[i] instanceof Literal<?> literal
          && literal.value() == null) {
        types = types.add(name, literal.dataType());
      } else {
        return Optional.empty();
      }
    }
    return function.canonicalName().equals(canonicalName(plan.options(), types))
        ? Optional.of(List.copyOf(columns))
        : Optional.empty();
  }

  private static boolean isColumn(Expression expression, String name) {
    return expression instanceof NamedReference reference
        && reference.fieldNames().length == 1
        && reference.fieldNames()[0].equals(name);
  }

  /** Returns the canonical name of the function over types, null if it does not take them. */
  private static String canonicalName(EvaluationOptions options, StructType types) {
    try {
      return new EvaluateFunction(options).bind(types).canonicalName();
    } catch (IllegalArgumentException | UnsupportedOperationException refused) {
      // Another catalog's function of this name takes what it likes.
      return null;
    }
  }
}
