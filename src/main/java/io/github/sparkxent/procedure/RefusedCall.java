// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.Map;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;

/**
 * A call that ended without a result, as Spark's clients take it: a condition, its SQLSTATE, and
 * one line.
 */
final class RefusedCall extends RuntimeException implements SparkThrowable {
  private static final long serialVersionUID = 1L;

  private final String condition;
  private final String sqlState;
  private final String line;

  RefusedCall(EvaluationException failure) {
    super(failure);
    line = failure.getMessage();
    switch (failure.kind()) {
      case CONFIGURATION -> {
        condition = "XENT_CONFIGURATION";
        sqlState = "42000"; // syntax error or access rule violation
      }
      case INPUT -> {
        condition = "XENT_INPUT_REFUSED";
        sqlState = "22000"; // data exception
      }
      default -> {
        condition = "XENT_ENVIRONMENT";
        sqlState = "58000"; // system error
      }
    }
  }

  @Override
  public String getMessage() {
    return "[" + condition + "] " + line + " SQLSTATE: " + sqlState;
  }

  @Override
  public String getCondition() {
    return condition;
  }

  @Override
  public String getErrorClass() {
    return condition;
  }

  @Override
  public String getSqlState() {
    return sqlState;
  }

  @Override
  public Map<String, String> getMessageParameters() {
    return Map.of("message", line);
  }

  @Override
  public QueryContext[] getQueryContext() {
    return new QueryContext[0];
  }
}
