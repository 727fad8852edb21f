// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ScanCounters;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What a task has read so far, as Spark takes it. */
final class TaskMetrics {
  private record Value(String name, long value) implements CustomTaskMetric {}

  private TaskMetrics() {}

  static CustomTaskMetric[] of(ScanCounters counters) {
    return new CustomTaskMetric[] {
      new Value(RowsMetric.NAME, counters.rows()),
      new Value(BytesMetric.NAME, counters.bytes()),
      new Value(PagesMetric.NAME, counters.pages())
    };
  }
}
