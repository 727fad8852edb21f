// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.MetricOptions;
import java.io.Serializable;
import java.util.HexFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The options of a run as they travel to {@code evaluate_splits}: the type of an argument that is
 * null, a struct whose two fields have them as their names.
 *
 * <p>A function of Spark's catalog sees the types of its arguments once, and their values with each
 * row; Spark would copy a value into the memory of every row.
 */
public final class SplitsOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String MAX_SPLITS = "max_splits=";
  private static final String METRICS = "metrics=";

  private final int maxSplits;

  /** The binary form of the metrics' options, which themselves are not serializable. */
  private final byte[] metrics;

  private SplitsOptions(int maxSplits, byte[] metrics) {
    this.maxSplits = maxSplits;
    this.metrics = metrics;
  }

  /**
   * Returns the type that holds options.
   *
   * @param maxSplits the largest number of named splits
   * @param metrics which metrics there are
   * @return the type of the argument
   */
  public static DataType type(int maxSplits, MetricOptions metrics) {
    return new SplitsOptions(maxSplits, metrics.toByteArray()).type();
  }

  /** Returns the options that a type holds, or null if it is not one of these types. */
  static SplitsOptions ofType(DataType type) {
    if (type instanceof StructType struct && struct.length() == 2) {
      String first = struct.fieldNames()[0];
      String second = struct.fieldNames()[1];
      if (first.startsWith(MAX_SPLITS) && second.startsWith(METRICS)) {
        return new SplitsOptions(
            Integer.parseInt(first.substring(MAX_SPLITS.length())),
            HexFormat.of().parseHex(second.substring(METRICS.length())));
      }
    }
    return null;
  }

  DataType type() {
    return DataTypes.createStructType(
        new StructField[] {
          field(MAX_SPLITS + maxSplits), field(METRICS + HexFormat.of().formatHex(metrics))
        });
  }

  private static StructField field(String name) {
    return DataTypes.createStructField(name, DataTypes.BooleanType, true);
  }

  int maxSplits() {
    return maxSplits;
  }

  MetricOptions metrics() {
    return MetricOptions.fromByteArray(metrics);
  }
}
