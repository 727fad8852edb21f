// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One reading of files, of states or of rows. Files and row groups are those of the plan: neither a
 * directory is listed nor a footer read.
 */
final class ParquetScan implements Scan, Batch {
  private static final StructType STATES =
      new StructType()
          .add(ScanTable.UNIT, DataTypes.LongType, false)
          .add("state", DataTypes.BinaryType, false);

  private final SparkSession spark;
  private final ScanPlan plan;
  private final StructType schema;
  private final boolean states;
  private InputPartition[] partitions;

  private ParquetScan(SparkSession spark, ScanPlan plan, StructType schema, boolean states) {
    this.spark = spark;
    this.plan = plan;
    this.schema = schema;
    this.states = states;
  }

  /** Returns a reading that gives one row a unit, the state of an evaluation of all columns. */
  static ParquetScan ofStates(SparkSession spark, ScanPlan plan) {
    return new ParquetScan(spark, plan, STATES, true);
  }

  /**
   * Returns a reading that gives rows.
   *
   * @param schema the columns of the plan, and maybe the unit, in any order
   */
  static ParquetScan ofRows(SparkSession spark, ScanPlan plan, StructType schema) {
    return new ParquetScan(spark, plan, schema, false);
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  /** What EXPLAIN shows: no paths, which may hold secrets, and no options, which are long. */
  @Override
  public String description() {
    long groups = 0;
    long bytes = 0;
    for (ScanFile file : plan.files()) {
      groups += file.part().rowGroups().size();
      bytes += RowGroupBytes.of(file);
    }
    String columns = String.join(", ", plan.columns().fieldNames());
    String pushed =
        states
            ? "PushedAggregates: [evaluate(" + columns + ")], PushedGroupBy: [unit]"
            : "PushedAggregates: []";
    return "parquet scan columns: [%s], files: %d, row groups: %d, bytes: %d, %s"
        .formatted(columns, plan.files().size(), groups, bytes, pushed);
  }

  @Override
  public String toString() {
    return description();
  }

  /** Spares Spark to plan all tasks only to hear that none gives batches. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.UNSUPPORTED;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return new CustomMetric[] {new RowsMetric(), new BytesMetric(), new PagesMetric()};
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public synchronized InputPartition[] planInputPartitions() {
    if (partitions == null) {
      List<List<ScanFile>> packed = Packing.pack(plan.files(), PackingLimits.of(spark));
      if (packed.isEmpty() && states) {
        // Without any row there is a state nevertheless.
        packed = List.of(List.of());
      }
      List<String[]> hosts = PreferredHosts.of(plan.hadoop(), packed);
      Map<String, Integer> places = places();
      partitions = new InputPartition[packed.size()];
      for (int i = 0; i < partitions.length; i++) {
        partitions[i] =
            new ScanPartition(i, packed.get(i), hosts.get(i), indexes(places, packed.get(i)));
      }
    }
    return partitions.clone();
  }

  /** Returns the place of each file in the plan by its path, or null if no unit needs it. */
  private Map<String, Integer> places() {
    if (!plan.byFile()) {
      return null;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < plan.files().size(); i++) {
      places.putIfAbsent(plan.files().get(i).path(), i);
    }
    return places;
  }

  private static int[] indexes(Map<String, Integer> places, List<ScanFile> files) {
    return places == null
        ? null
        : files.stream().mapToInt(file -> places.get(file.path())).toArray();
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ScanReaders(
        plan.columns(), schema, states ? plan.options() : null, broadcast(plan.hadoop()));
  }

  private Broadcast<SerializableConfiguration> broadcast(Configuration hadoop) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .broadcast(new SerializableConfiguration(hadoop));
  }
}
