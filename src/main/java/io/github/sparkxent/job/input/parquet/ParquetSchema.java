// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
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
  private static final Map<ParquetSchema, WeakReference<ParquetSchema>> SHARED =
      new WeakHashMap<>();

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
    return shared(
        new ParquetMetadataConverter().fromParquetMetadata(columns).getFileMetaData().getSchema(),
        noted);
  }

  static ParquetSchema of(ParquetMetadata metadata) {
    return shared(
        metadata.getFileMetaData().getSchema(),
        metadata.getFileMetaData().getKeyValueMetaData().get(NOTED));
  }

  private static ParquetSchema shared(MessageType columns, String noted) {
    ParquetSchema own = new ParquetSchema(columns, noted);
    synchronized (SHARED) {
      WeakReference<ParquetSchema> known = SHARED.get(own);
      ParquetSchema same = known == null ? null : known.get();
      if (same == null) {
        SHARED.put(own, new WeakReference<>(own));
      }
      return same == null ? own : same;
    }
  }
}
