// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import org.apache.spark.sql.SparkSession;

/** Files that are damaged, by Spark's reader. */
class DamagedInputBySparkIT extends DamagedInputIT {
  DamagedInputBySparkIT(SparkSession spark) {
    super(spark);
  }

  @Override
  protected String reader() {
    return "spark";
  }
}
