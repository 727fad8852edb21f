// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import org.apache.spark.sql.SparkSession;

/** What is read is held against the files, by Spark's reader. */
class InputManifestBySparkIT extends InputManifestIT {
  InputManifestBySparkIT(SparkSession spark) {
    super(spark);
  }

  @Override
  protected String reader() {
    return "spark";
  }
}
