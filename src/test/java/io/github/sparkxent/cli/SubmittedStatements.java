// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import org.apache.spark.sql.SparkSession;

/**
 * A user's program, which knows the jar by its names in SQL alone. It prints the first row of each
 * statement, or why there is none.
 */
public final class SubmittedStatements {
  private SubmittedStatements() {}

  /**
   * Runs statements in a session.
   *
   * @param statements SQL
   */
  public static void main(String[] statements) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    for (String statement : statements) {
      try {
        System.out.println(spark.sql(statement).toJSON().first());
      } catch (RuntimeException e) {
        System.out.println(e.getMessage());
      }
    }
    spark.stop();
  }
}
