// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The table. Two are equal only if they are one, so that Spark never takes one for another. */
final class ScanTable implements SupportsRead {
  static final String UNIT = "unit";

  private final SparkSession spark;
  private final ScanPlan plan;

  ScanTable(SparkSession spark, ScanPlan plan) {
    this.spark = spark;
    this.plan = plan;
  }

  @Override
  public String name() {
    return "parquet scan of " + plan.files().size() + " files";
  }

  @Override
  public StructType schema() {
    StructType schema = new StructType().add(UNIT, DataTypes.LongType, false);
    for (var column : plan.columns().fields()) {
      schema = schema.add(column.name(), column.dataType());
    }
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new ParquetScanBuilder(spark, plan, schema());
  }
}
