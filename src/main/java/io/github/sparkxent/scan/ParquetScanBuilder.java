// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/**
 * Learns what a query wants: the state of each unit, or rows of some columns. A unit is read by one
 * task, so that an aggregate of a unit is complete: Spark has nothing to add to it.
 */
final class ParquetScanBuilder
    implements SupportsPushDownAggregates, SupportsPushDownRequiredColumns {
  private final SparkSession spark;
  private final ScanPlan plan;
  private StructType required;
  private List<String> evaluated;

  ParquetScanBuilder(SparkSession spark, ScanPlan plan, StructType all) {
    this.spark = spark;
    this.plan = plan;
    required = all;
  }

  @Override
  public boolean supportCompletePushDown(Aggregation aggregation) {
    return PushedEvaluation.columns(plan, aggregation).isPresent();
  }

  @Override
  public boolean pushAggregation(Aggregation aggregation) {
    Optional<List<String>> columns = PushedEvaluation.columns(plan, aggregation);
    evaluated = columns.orElse(null);
    return columns.isPresent();
  }

  @Override
  public void pruneColumns(StructType columns) {
    required = columns;
  }

  @Override
  public Scan build() {
    if (evaluated != null) {
      return ParquetScan.ofStates(spark, Projection.of(plan, evaluated));
    }
    List<String> columns = new ArrayList<>(List.of(required.fieldNames()));
    columns.remove(ScanTable.UNIT);
    return ParquetScan.ofRows(spark, Projection.of(plan, columns), required);
  }
}
