// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/**
 * A procedure: arguments in, one result set out. Spark calls it while it analyses the statement, so
 * once for each {@code CALL}, and not for {@code EXPLAIN}.
 */
abstract class XentProcedure implements UnboundProcedure, BoundProcedure {
  private final String name;
  private final String description;

  XentProcedure(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /** Returns the rows of the result. */
  abstract ResultRows run(SparkSession spark, ProcedureArguments arguments);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  /** Binds to any types: Spark itself holds the arguments against the parameters. */
  @Override
  public final BoundProcedure bind(StructType inputType) {
    return this;
  }

  @Override
  public final boolean isDeterministic() {
    return false;
  }

  @Override
  public final Iterator<Scan> call(InternalRow input) {
    try {
      // The caller's: Spark makes it the thread's while it analyses the statement.
      SparkSession spark = SparkSession.active();
      ProcedureArguments arguments = new ProcedureArguments(parameters(), input);
      ResultRows rows = OwnThread.call("spark-xent " + name, () -> run(spark, arguments));
      return List.<Scan>of(rows).iterator();
    } catch (EvaluationException e) {
      throw new RefusedCall(e);
    }
  }
}
