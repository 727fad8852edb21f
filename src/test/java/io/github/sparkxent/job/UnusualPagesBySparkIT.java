// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import org.apache.spark.sql.SparkSession;

/** Unusual pages, by Spark's reader. */
class UnusualPagesBySparkIT extends UnusualPagesIT {
  UnusualPagesBySparkIT(SparkSession spark) {
    super(spark);
  }

  @Override
  protected String reader() {
    return "spark";
  }
}
