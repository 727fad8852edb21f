// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.sql.XentCatalog;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.LossSumFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares rows that were written, for which the input was read again, with the report of the first
 * reading. If the two differ, they must not be published as one result.
 */
final class SecondReading {
  private final SparkSession spark;

  SecondReading(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Requires the same number of losses and the same exact sum for each split, to the bit.
   *
   * @param losses what was written
   * @param splits the figures of the first reading
   * @throws EvaluationException of kind input if they differ
   */
  void requireLosses(ParquetManifest losses, List<SplitSummary> splits) {
    Map<String, String> expected = new HashMap<>();
    for (SplitSummary split : splits) {
      if (split.evaluated() > 0) {
        expected.put(split.split(), sum(split.evaluated(), split.metrics().loss().lossSum()));
      }
    }
    Map<String, String> found = new HashMap<>();
    List<Row> sums =
        read(losses)
            .groupBy(col(EvaluationInput.SPLIT))
            .agg(
                count(lit(1)),
                call_function(
                    XentCatalog.NAME + "." + LossSumFunction.NAME,
                    col(EvaluateRowFunction.LOSS),
                    col(EvaluateRowFunction.WEIGHT)))
            .collectAsList();
    sums.forEach(row -> found.put(row.getString(0), sum(row.getLong(1), row.getDouble(2))));
    requireSame("losses of the split ", found, expected);
  }

  private static String sum(long rows, double sum) {
    return rows + " rows with the sum " + sum;
  }

  /**
   * Requires the same number of invalid rows for each reason.
   *
   * @param invalid what was written, the reason in the last column
   * @param byReason the numbers of the first reading
   * @throws EvaluationException of kind input if they differ
   */
  void requireInvalidRows(ParquetManifest invalid, Map<String, Long> byReason) {
    Dataset<Row> rows = read(invalid);
    String reason = rows.columns()[rows.columns().length - 1];
    Map<String, String> expected = new HashMap<>();
    byReason.forEach((one, count) -> expected.put(one, count + " rows"));
    Map<String, String> found = new HashMap<>();
    rows.groupBy(col(reason))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getLong(1) + " rows"));
    requireSame("invalid rows with ", found, expected);
  }

  /** Reads file by file, since Spark warns if it is told to read a hidden directory. */
  private Dataset<Row> read(ParquetManifest written) {
    return spark
        .read()
        .parquet(
            written.footers().stream()
                .map(footer -> InputFiles.literal(footer.file().path()))
                .toArray(String[]::new));
  }

  private static void requireSame(
      String what, Map<String, String> found, Map<String, String> expected) {
    Map<String, String> all = new HashMap<>(expected);
    all.putAll(found);
    for (String name : all.keySet()) {
      String first = expected.getOrDefault(name, "none");
      String second = found.getOrDefault(name, "none");
      if (!Objects.equals(first, second)) {
        throw EvaluationException.input(
            what
                + name
                + " were "
                + second
                + " when written, expected the "
                + first
                + " that were evaluated: the expressions or the input gave other rows when read"
                + " again");
      }
    }
  }
}
