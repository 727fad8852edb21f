// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import static org.apache.spark.sql.functions.shiftrightunsigned;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The rows of Parquet files as a table that can evaluate them where it reads them.
 *
 * <p>Its columns are {@link #UNIT}, one value for all rows that one task reads (of one file, if the
 * plan is by files), and those of the plan. A query of the form
 *
 * <pre>{@code
 * SELECT xent.merge_states(state)
 * FROM (SELECT xent.evaluate(split, logits, label, weight) AS state FROM scan GROUP BY unit)
 * }</pre>
 *
 * is pushed into it, if the options of its function are those of the plan: each unit then gives one
 * row, its state. Any other query gets rows, and the same results.
 *
 * <p>Public, with a constructor, only because Spark creates it by name.
 */
public final class ParquetScanTable implements TableProvider {
  /** The column that is one value for all rows of a unit: a task, or a file that a task reads. */
  public static final String UNIT = ScanTable.UNIT;

  private static final String ID = "scan";

  /** Tables on their way through Spark's reader, which takes nothing but texts. */
  private static final Map<String, ScanTable> STAGED = new ConcurrentHashMap<>();

  /** For Spark. */
  public ParquetScanTable() {}

  /**
   * Returns the rows of a plan. The data set holds the plan, and nothing else does: it may be used
   * any number of times, and both are forgotten together.
   *
   * @param spark the session whose settings of {@code spark.sql.files} pack files into tasks
   * @param plan what is read
   * @return the rows, of {@link #UNIT} and the columns of the plan
   */
  public static Dataset<Row> over(SparkSession spark, ScanPlan plan) {
    String id = UUID.randomUUID().toString();
    STAGED.put(id, new ScanTable(spark, plan));
    try {
      return spark.read().format(ParquetScanTable.class.getName()).option(ID, id).load();
    } finally {
      STAGED.remove(id);
    }
  }

  /** Returns how many tables are on their way. */
  static int staged() {
    return STAGED.size();
  }

  /**
   * Tells whether one task reads all of a plan, so that its state is that of all rows.
   *
   * @param spark the session that reads it
   * @param plan what is read
   * @return true for one task
   */
  public static boolean isOneTask(SparkSession spark, ScanPlan plan) {
    return Packing.pack(plan.files(), PackingLimits.of(spark)).size() == 1;
  }

  /**
   * Tells whether no file of a plan is read by several tasks.
   *
   * @param spark the session that reads it
   * @param plan what is read
   * @return true if each file is read by one
   */
  public static boolean readsFilesWhole(SparkSession spark, ScanPlan plan) {
    long parts =
        Packing.pack(plan.files(), PackingLimits.of(spark)).stream().mapToLong(List::size).sum();
    return parts == plan.files().size();
  }

  /**
   * Returns the place in a plan of the file of a unit.
   *
   * @param unit a value of {@link #UNIT} in the rows of a plan by files
   * @return an index in {@link ScanPlan#files}
   */
  public static Column fileOf(Column unit) {
    return shiftrightunsigned(unit, ScanPartition.FILE_SHIFT);
  }

  private static ScanTable staged(String id) {
    ScanTable table = id == null ? null : STAGED.get(id);
    if (table == null) {
      throw new IllegalArgumentException("scan is " + id + ", expected one that is being made");
    }
    return table;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return staged(options.get(ID)).schema();
  }

  @Override
  public Table getTable(
      StructType columns, Transform[] partitioning, Map<String, String> properties) {
    return staged(properties.get(ID));
  }
}
