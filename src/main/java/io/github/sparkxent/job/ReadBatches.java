// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import org.apache.spark.sql.SparkSession;

/**
 * Sets how many rows Spark's Parquet reader reads at a time: 4,096, or fewer if rows are wide.
 *
 * <p>A batch is in memory as a whole, twelve bytes for each logit of an array. So 4,096 rows of a
 * thousand classes take 50 MB, which do not stay in the processor's caches until they are
 * evaluated, and of 50,000 classes 2.5 GB.
 */
public final class ReadBatches {
  private static final String SETTING = "spark.sql.parquet.columnarReaderBatchSize";
  private static final long USUAL_ROWS = 4096;

  /** Large enough to spread the cost of a batch over its rows. */
  private static final long BYTES = 1 << 20;

  private static final long LEAST_ROWS = 4;

  private ReadBatches() {}

  /**
   * Makes the batches of a session fit rows of a size, unless the user has set how large they are.
   *
   * @param own a session of the job's own
   * @param bytesPerRow about how much memory a row's needed columns take as values
   */
  public static void fit(SparkSession own, long bytesPerRow) {
    long rows = rows(bytesPerRow);
    if (rows < USUAL_ROWS && own.conf().get(SETTING, null) == null) {
      own.conf().set(SETTING, rows);
    }
  }

  static long rows(long bytesPerRow) {
    return Math.min(USUAL_ROWS, Math.max(LEAST_ROWS, BYTES / Math.max(1, bytesPerRow)));
  }
}
