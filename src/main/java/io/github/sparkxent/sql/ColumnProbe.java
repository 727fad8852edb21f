// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table without rows that learns which of its columns a query needs: Spark's optimizer tells this
 * to each source, including fields of structs.
 *
 * <p>Public, with a constructor, only because Spark creates it by name.
 */
public final class ColumnProbe implements TableProvider {
  private static final String ID = "probe";
  private static final Map<String, StructType> NEEDED = new ConcurrentHashMap<>();

  /** For Spark. */
  public ColumnProbe() {}

  /**
   * Returns a table of columns.
   *
   * @param spark the session to resolve expressions in
   * @param columns the columns
   * @return a data set without rows, over which expressions resolve
   */
  public static Dataset<Row> over(SparkSession spark, StructType columns) {
    return over(spark, columns, UUID.randomUUID().toString());
  }

  private static Dataset<Row> over(SparkSession spark, StructType columns, String id) {
    return spark.read().format(ColumnProbe.class.getName()).schema(columns).option(ID, id).load();
  }

  /**
   * Returns the columns, and of structs the fields, whose values a query needs.
   *
   * @param spark the session to resolve expressions in
   * @param columns the columns that there are
   * @param query the query over them
   * @return some of the columns
   */
  public static StructType needed(
      SparkSession spark, StructType columns, UnaryOperator<Dataset<Row>> query) {
    String id = UUID.randomUUID().toString();
    NEEDED.put(id, columns);
    try {
      // Asks for the optimized plan, without running it.
      query.apply(over(spark, columns, id)).inputFiles();
      return NEEDED.get(id);
    } finally {
      NEEDED.remove(id);
    }
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new UnsupportedOperationException("a probe is given its columns");
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType columns, Transform[] partitioning, Map<String, String> properties) {
    return new Columns(columns, properties.get(ID));
  }

  /** The table. */
  private record Columns(StructType schema, String id)
      implements SupportsRead, SupportsMetadataColumns {
    @Override
    public String name() {
      return "columns";
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
      return new MetadataColumn[] {new FileMetadata()};
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new Probe(schema, id);
    }
  }

  /** The columns that Spark offers beside those of files: their names, lengths and times. */
  private static final class FileMetadata implements MetadataColumn {
    @Override
    public String name() {
      return "_metadata";
    }

    @Override
    public DataType dataType() {
      return new StructType()
          .add("file_path", DataTypes.StringType)
          .add("file_name", DataTypes.StringType)
          .add("file_size", DataTypes.LongType)
          .add("file_block_start", DataTypes.LongType)
          .add("file_block_length", DataTypes.LongType)
          .add("file_modification_time", DataTypes.TimestampType)
          .add("row_index", DataTypes.LongType);
    }
  }

  /** The scan, which nobody runs. */
  private static final class Probe implements SupportsPushDownRequiredColumns, Scan {
    private final String id;
    private StructType columns;

    Probe(StructType columns, String id) {
      this.columns = columns;
      this.id = id;
    }

    @Override
    public void pruneColumns(StructType required) {
      columns = required;
      NEEDED.replace(id, required);
    }

    @Override
    public Scan build() {
      return this;
    }

    @Override
    public StructType readSchema() {
      return columns;
    }
  }
}
