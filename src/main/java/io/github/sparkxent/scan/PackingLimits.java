// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * How much one task reads, by Spark's own settings.
 *
 * @param maxPartitionBytes the most bytes of a task that reads several pieces of files
 * @param openCost as how many bytes the opening of a file counts
 * @param minPartitions how many tasks there shall be if there is work for so many
 * @param maxPartitions how many tasks there shall be at most
 */
record PackingLimits(long maxPartitionBytes, long openCost, int minPartitions, int maxPartitions) {
  private static final String FILES = "spark.sql.files.";
  private static final Pattern SIZE = Pattern.compile("(\\d+)(?:([kmgtp])b?|b)?");
  private static final String UNITS = "kmgtp";

  /** Returns the limits of a session. */
  static PackingLimits of(SparkSession spark) {
    return of(key -> spark.conf().get(key, null), spark.sparkContext().defaultParallelism());
  }

  /**
   * Returns the limits that settings make.
   *
   * @param setting gives the value of a key, null if it has none
   * @param parallelism how many tasks run at once
   */
  static PackingLimits of(UnaryOperator<String> setting, int parallelism) {
    int leaves = count(setting, "spark.sql.leafNodeDefaultParallelism", parallelism);
    return new PackingLimits(
        bytes(setting, FILES + "maxPartitionBytes", 128 << 20),
        bytes(setting, FILES + "openCostInBytes", 4 << 20),
        count(setting, FILES + "minPartitionNum", leaves),
        count(setting, FILES + "maxPartitionNum", Integer.MAX_VALUE));
  }

  /**
   * Returns how many bytes one task reads.
   *
   * @param total the bytes of all files, and their {@link #openCost}
   */
  long partitionBytes(long total) {
    return Math.min(maxPartitionBytes, Math.max(openCost, total / minPartitions));
  }

  private static int count(UnaryOperator<String> setting, String key, int usual) {
    String value = setting.apply(key);
    return value == null ? usual : Math.max(1, Integer.parseInt(value.trim()));
  }

  /** Returns a number of bytes, written such as 134217728, 134217728b, 131072k or 128MB. */
  private static long bytes(UnaryOperator<String> setting, String key, long usual) {
    String value = setting.apply(key);
    if (value == null) {
      return usual;
    }
    Matcher size = SIZE.matcher(value.trim().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException(
          key + " is " + value + ", expected a number of bytes such as 134217728b or 128MB");
    }
    int unit = size.group(2) == null ? 0 : 1 + UNITS.indexOf(size.group(2));
    return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * unit));
  }
}
