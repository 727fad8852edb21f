// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * The bytes of all tasks, as Spark's user interface shows them.
 *
 * <p>Public, with a constructor, only because Spark creates it by name.
 */
public final class BytesMetric extends CustomSumMetric {
  static final String NAME = "bytesScanned";

  /** For Spark. */
  public BytesMetric() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "bytes read from files";
  }
}
