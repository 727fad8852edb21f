// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;

/** What Spark or a connector throws: an exception with a condition and an SQLSTATE. */
final class SparkError extends RuntimeException implements SparkThrowable {
  private static final long serialVersionUID = 1L;

  private final String condition;
  private final String state;
  private final transient QueryContext[] contexts;

  SparkError(String condition, String state, QueryContext... contexts) {
    this(condition, state, null, contexts);
  }

  SparkError(String condition, String state, Throwable cause, QueryContext... contexts) {
    super("[" + condition + "] It happened. SQLSTATE: " + state + "\n== SQL (line 1) ==\nx", cause);
    this.condition = condition;
    this.state = state;
    this.contexts = contexts;
  }

  @Override
  public String getCondition() {
    return condition;
  }

  @Override
  @SuppressWarnings("deprecation")
  public String getErrorClass() {
    return condition;
  }

  @Override
  public String getSqlState() {
    return state;
  }

  @Override
  public QueryContext[] getQueryContext() {
    return contexts;
  }

  /** A piece of SQL that Spark names. */
  record Piece(String fragment, int startIndex) implements QueryContext {
    @Override
    public QueryContextType contextType() {
      return QueryContextType.SQL;
    }

    @Override
    public String objectType() {
      return "";
    }

    @Override
    public String objectName() {
      return "";
    }

    @Override
    public int stopIndex() {
      return startIndex + fragment.length() - 1;
    }

    @Override
    public String callSite() {
      return "";
    }

    @Override
    public String summary() {
      return "";
    }
  }
}
