// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * The rows of all tasks, as Spark's user interface shows them.
 *
 * <p>Public, with a constructor, only because Spark creates it by name.
 */
public final class RowsMetric extends CustomSumMetric {
  static final String NAME = "rowsScanned";

  /** For Spark. */
  public RowsMetric() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "rows read";
  }
}
