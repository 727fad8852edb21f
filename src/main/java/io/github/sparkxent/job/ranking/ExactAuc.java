// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.ranking;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.ranking.OpenBins;
import io.github.sparkxent.metric.ranking.RankingSummary;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The exact area under the ROC curve of each split, by a second pass.
 *
 * <p><b>Method.</b> Only rows in bins with both labels are looked at. Spark counts them by split,
 * bin and score, and sorts the scores within each bin, which it spills where they are many. A score
 * with a rows of label 1 and b of label 0, above c of label 0 in its bin, adds a (2 c + b) to twice
 * the ordered pairs. All numbers are integers; the quotient is rounded once. Scores in double need
 * no more passes than those in float.
 */
public final class ExactAuc {
  private static final String SPLIT = EvaluationArguments.SPLIT;
  private static final String BIN = EvaluateRowFunction.SCORE_BIN;
  private static final String SCORE = EvaluateRowFunction.SCORE;
  private static final String ONES = "ones";
  private static final String ZEROS = "zeros";
  private static final String BELOW = "below";
  private static final String TWICE = "twice";

  private ExactAuc() {}

  /** What the second pass found in the open bins of a split. */
  record Found(BigInteger twiceOrdered, BigInteger ones, BigInteger zeros, BigInteger pairs) {
    static final Found NOTHING =
        new Found(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
  }

  /**
   * Returns splits with the exact area.
   *
   * @param scores each evaluated row: its split, score, bin and label; read only if bins are open
   * @param splits the figures of the one pass over the same rows, all of weight 1
   * @return the splits in the same order
   * @throws EvaluationException of kind input if the second pass finds other rows
   */
  public static List<SplitSummary> of(Dataset<Row> scores, List<SplitSummary> splits) {
    Set<Integer> bins = new HashSet<>();
    for (SplitSummary split : splits) {
      if (open(split) != null) {
        open(split).bins().stream().forEach(bins::add);
      }
    }
    Map<String, Found> found = bins.isEmpty() ? Map.of() : found(scores, bins);
    List<SplitSummary> exact = new ArrayList<>();
    for (SplitSummary split : splits) {
      exact.add(
          open(split) == null
              ? split
              : exact(split, found.getOrDefault(split.split(), Found.NOTHING)));
    }
    return exact;
  }

  private static OpenBins open(SplitSummary split) {
    RankingSummary ranking = split.metrics().part(RankingSummary.class);
    return ranking == null ? null : ranking.open();
  }

  /** As many pairs within bins as before keep the area between its bounds. */
  static SplitSummary exact(SplitSummary split, Found found) {
    OpenBins open = open(split);
    if (!found.ones().equals(open.ones())
        || !found.zeros().equals(open.zeros())
        || !found.pairs().equals(open.openPairs())) {
      throw EvaluationException.input(
          ("split %s had %s rows of label 1 and %s of label 0 in open bins, with %s pairs within"
                  + " bins, when read again for metrics.auc, expected the %s, %s and %s that were"
                  + " evaluated: the expressions or the input gave other rows")
              .formatted(
                  split.split(),
                  found.ones(),
                  found.zeros(),
                  found.pairs(),
                  open.ones(),
                  open.zeros(),
                  open.openPairs()));
    }
    RankingSummary ranking = split.metrics().part(RankingSummary.class);
    return split.with(split.metrics().replaced(ranking.withAuc(open.auc(found.twiceOrdered()))));
  }

  private static Map<String, Found> found(Dataset<Row> scores, Set<Integer> bins) {
    Map<String, Found> found = new HashMap<>();
    for (Row row : bySplit(scores, bins).collectAsList()) {
      found.put(
          row.getString(0),
          new Found(
              row.getDecimal(1).toBigIntegerExact(),
              BigInteger.valueOf(row.getLong(2)),
              BigInteger.valueOf(row.getLong(3)),
              row.getDecimal(4).toBigIntegerExact()));
    }
    return found;
  }

  /** Returns of each split what its open bins hold. */
  private static Dataset<Row> bySplit(Dataset<Row> scores, Set<Integer> bins) {
    StructType type = new StructType().add(BIN, DataTypes.IntegerType, false);
    List<Row> open = bins.stream().sorted().map(bin -> RowFactory.create(bin)).toList();
    Column label = col(EvaluateRowFunction.LABEL).cast(DataTypes.LongType);
    Column[] bin = {col(SPLIT), col(BIN)};
    WindowSpec below =
        Window.partitionBy(bin).orderBy(col(SCORE)).rowsBetween(Window.unboundedPreceding(), -1);
    Column a = decimal(ONES);
    Column twice = col(BELOW).multiply(2).plus(col(ZEROS)).cast(DataTypes.createDecimalType(19, 0));
    return scores
        .join(broadcast(scores.sparkSession().createDataFrame(open, type)), BIN)
        .groupBy(col(SPLIT), col(BIN), col(SCORE))
        .agg(sum(label).as(ONES), count(lit(1)).minus(sum(label)).as(ZEROS))
        .withColumn(BELOW, coalesce(sum(ZEROS).over(below), lit(0L)))
        .groupBy(bin)
        .agg(sum(a.multiply(twice)).as(TWICE), sum(ONES).as(ONES), sum(ZEROS).as(ZEROS))
        .where(col(ONES).gt(0).and(col(ZEROS).gt(0)))
        .groupBy(SPLIT)
        .agg(sum(TWICE), sum(ONES), sum(ZEROS), sum(decimal(ONES).multiply(decimal(ZEROS))));
  }

  private static Column decimal(String count) {
    return col(count).cast(DataTypes.createDecimalType(18, 0));
  }
}
