// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of a Parquet file. Files with the same share one object.
 *
 * @param columns the columns as Parquet has them
 * @param noted the columns as Spark noted them down, in JSON; null if the writer was another. They
 *     may come from an older file that another program rewrote
 */
record ParquetSchema(MessageType columns, String noted) {
  private static final String NOTED = "org.apache.spark.sql.parquet.row.metadata";
  private static final Shared<ParquetSchema> SHARED = new Shared<>();

  /**
   * Takes the columns of a footer, without its row groups.
   *
   * @throws IllegalStateException if it has a type that Spark's own reader of footers fails on
   */
  static ParquetSchema of(FileMetaData metadata) throws IOException {
    for (SchemaElement column : metadata.getSchema()) {
      if (column.isSetLogicalType() && column.getLogicalType().getSetField() == null) {
        throw new IllegalStateException(
            "column "
                + column.getName()
                + " has a type that Parquet got later than this version of Spark, expected one"
                + " that it knows; write it as another type, or take a newer Spark");
      }
    }
    FileMetaData columns =
        new FileMetaData(metadata.getVersion(), metadata.getSchema(), 0, List.of());
    String noted = null;
    if (metadata.isSetKey_value_metadata()) {
      for (KeyValue entry : metadata.getKey_value_metadata()) {
        noted = NOTED.equals(entry.getKey()) && entry.isSetValue() ? entry.getValue() : noted;
      }
    }
    return SHARED.of(
        new ParquetSchema(
            new ParquetMetadataConverter()
                .fromParquetMetadata(columns)
                .getFileMetaData()
                .getSchema(),
            noted));
  }

  static ParquetSchema of(ParquetMetadata metadata) {
    return SHARED.of(
        new ParquetSchema(
            metadata.getFileMetaData().getSchema(),
            metadata.getFileMetaData().getKeyValueMetaData().get(NOTED)));
  }
}
