// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.nio.file.Path;

/**
 * The queries of {@link DuckDbAllContender}: one over the rows, to a small table of groups, and
 * three over that table. Variants were tried, and the fastest kept; {@code docs/performance.md}
 * names them.
 */
final class DuckDbAllQueries {
  /** Up to how many classes the job has figures of each class, unless told otherwise. */
  private static final int PER_CLASS_LIMIT = 1_000;

  /** Up to how many classes the job has a confusion matrix, unless told otherwise. */
  private static final int CONFUSION_LIMIT = 100;

  /**
   * Each row's figures. The terms of the softmax are computed once. A sum over a list is an inner
   * product with as many ones, which DuckDB computes faster than a sum or a filter. Losses are
   * counted in bins of 2 %, so that a quantile is as good as the job's: faster than quantiles of
   * DuckDB's, exact or not.
   */
  private static final String ROWS =
      """
      SELECT split, label, prediction, hit, top5, loss, confidence, brier,
        least(floor(confidence * 15), 14)::TINYINT AS bin,
        floor(50 * ln(greatest(loss, 1e-12)))::SMALLINT AS loss_bin
      FROM (SELECT split, label, prediction, label = prediction AS hit, rank < 5 AS top5,
          m + ln(s) - y AS loss, 1 / s AS confidence,
          list_inner_product(e, e) / (s * s) - 2 * exp(y - m) / s + 1 AS brier
        FROM (SELECT *, list_inner_product(e, list_resize([]::DOUBLE[], %1$d, 1)) AS s
          FROM (SELECT split, label, m, y, list_position(logits, m) - 1 AS prediction,
              list_inner_product(list_transform(logits, lambda z: (z > y)::FLOAT),
                list_resize([]::FLOAT[], %1$d, 1)) AS rank,
              list_transform(logits, lambda z: exp(z - m)) AS e
            FROM (SELECT split, label, logits, logits[label + 1] AS y, list_max(logits) AS m
              FROM read_parquet('%2$s/*.parquet')))))
      """;

  private static final String GROUPS =
      """
      CREATE OR REPLACE TEMP TABLE groups AS
      SELECT split, bin, loss_bin, %s, count(*) AS n, sum(hit::INT) AS hits, sum(top5::INT) AS top5,
        sum(loss) AS loss, sum(loss * loss) AS squares, min(loss) AS least, max(loss) AS greatest,
        sum(confidence) AS confidence, sum(brier) AS brier
      FROM (%s) GROUP BY GROUPING SETS ((split, loss_bin), %s)
      """;

  /** The figures of each split, by name. */
  static final String SPLITS =
      """
      WITH ranked AS (
        SELECT split, exp((loss_bin + 0.5) / 50) AS loss,
          sum(n) OVER (PARTITION BY split ORDER BY loss_bin) AS upto,
          sum(n) OVER (PARTITION BY split) - 1 AS last
        FROM groups WHERE loss_bin IS NOT NULL),
      quantiles AS (
        SELECT split,
          min(loss) FILTER (upto > floor(0.50 * last)) AS loss_p50,
          min(loss) FILTER (upto > floor(0.90 * last)) AS loss_p90,
          min(loss) FILTER (upto > floor(0.99 * last)) AS loss_p99
        FROM ranked GROUP BY split),
      bins AS (
        SELECT split, sum(abs(confidence - hits)) AS distance
        FROM (SELECT split, bin, sum(confidence) AS confidence, sum(hits) AS hits
          FROM groups WHERE bin IS NOT NULL GROUP BY split, bin)
        GROUP BY split)
      SELECT split, sum(n)::DOUBLE AS row_count, sum(loss) AS loss_sum, sum(loss) / sum(n) AS loss_mean,
        sqrt((sum(squares) - sum(loss) ** 2 / sum(n)) / nullif(sum(n) - 1, 0)) AS loss_stddev,
        min(least) AS loss_min, max(greatest) AS loss_max,
        any_value(loss_p50) AS loss_p50, any_value(loss_p90) AS loss_p90, any_value(loss_p99) AS loss_p99,
        sum(hits) / sum(n) AS accuracy, sum(top5) / sum(n) AS top_5_accuracy,
        sum(brier) / sum(n) AS brier_score, sum(confidence) / sum(n) AS mean_confidence,
        any_value(distance) / sum(n) AS ece
      FROM groups JOIN quantiles USING (split) JOIN bins USING (split)
      WHERE loss_bin IS NOT NULL GROUP BY split
      """;

  /** Of each split and class: support, mean loss, precision, recall, F1. */
  static final String CLASSES =
      """
      WITH labels AS (
        SELECT split, label AS class, sum(n) AS n, sum(loss) AS loss, sum(hits) AS hits
        FROM groups WHERE label IS NOT NULL GROUP BY split, label),
      predictions AS (
        SELECT split, prediction AS class, sum(n) AS predicted
        FROM groups WHERE label IS NOT NULL GROUP BY split, prediction),
      shares AS (
        SELECT split, class, coalesce(n, 0)::DOUBLE AS count, loss / n AS loss_mean,
          coalesce(hits, 0) / predicted AS precision, hits / n AS recall
        FROM labels FULL JOIN predictions USING (split, class))
      SELECT split, class, count, loss_mean, precision, recall,
        2 * precision * recall / nullif(precision + recall, 0) AS f1
      FROM shares
      """;

  /** Of each split, label and prediction: how many rows. */
  static final String CONFUSION =
      """
      SELECT split, label, prediction, sum(n)::DOUBLE
      FROM groups WHERE label IS NOT NULL GROUP BY split, label, prediction
      """;

  private DuckDbAllQueries() {}

  /** Returns the one query over the rows. */
  static String groups(Path files, int classes) {
    String rows = ROWS.formatted(classes, files);
    return hasClasses(classes)
        ? GROUPS.formatted("label, prediction", rows, "(split, label, prediction, bin)")
        : GROUPS.formatted("NULL AS label, NULL AS prediction", rows, "(split, bin)");
  }

  static boolean hasClasses(int classes) {
    return classes <= PER_CLASS_LIMIT;
  }

  static boolean hasConfusion(int classes) {
    return classes <= CONFUSION_LIMIT;
  }
}
