// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import org.apache.spark.sql.SparkSession;

/** What becomes of each kind of bad row, by Spark's reader. */
class RowAccountingBySparkIT extends RowAccountingIT {
  RowAccountingBySparkIT(SparkSession spark) {
    super(spark);
  }

  @Override
  protected String reader() {
    return "spark";
  }
}
