// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes the readers of tasks, which Spark closes when a task ends, however it ends.
 *
 * <p>Spark counts as input what a task's thread reads through Hadoop's file systems, and as records
 * the rows that it is given, of an evaluation one a task. A source cannot correct this by public
 * API; the rows that were read are a metric of the scan, beside its bytes and pages.
 *
 * @param columns the columns that are read
 * @param schema those that are given as rows
 * @param options those of the evaluation; null if rows are read
 * @param hadoop the configuration with which files are opened, sent to each executor once
 */
record ScanReaders(
    StructType columns,
    StructType schema,
    EvaluationOptions options,
    Broadcast<SerializableConfiguration> hadoop)
    implements PartitionReaderFactory {
  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    ScanPartition own = (ScanPartition) partition;
    return options == null
        ? new RowsReader(own, columns, schema, hadoop.value().value())
        : new StateReader(own, columns, options, hadoop.value().value());
  }
}
