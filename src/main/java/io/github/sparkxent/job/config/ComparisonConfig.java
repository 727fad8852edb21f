// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

/**
 * How a candidate is compared with a baseline, and which rows are not independent.
 *
 * @param confidence that of the intervals of differences, and of their one-sided bounds
 * @param divergence whether there is the mean Kullback-Leibler divergence
 * @param cluster the SQL expression of what rows that are not independent have in common, or null
 * @param groups how many clusters are told apart in a split
 * @param fdr the largest share of false discoveries among those of a gate with {@code fail_on}
 * @param changedRows how many rows that changed most are shown, each for the better and for the
 *     worse; null for the usual number if rows have ids, and none otherwise
 */
public record ComparisonConfig(
    Double confidence,
    Boolean divergence,
    String cluster,
    Integer groups,
    Double fdr,
    Integer changedRows) {
  private static final double USUAL_CONFIDENCE = 0.95;
  private static final int USUAL_GROUPS = 10_000;
  private static final double USUAL_FDR = 0.05;
  private static final int USUAL_CHANGED_ROWS = 10;

  /** Fills in the defaults. */
  public ComparisonConfig {
    confidence = requireNonNullElse(confidence, USUAL_CONFIDENCE);
    divergence = requireNonNullElse(divergence, false);
    groups = requireNonNullElse(groups, USUAL_GROUPS);
    fdr = requireNonNullElse(fdr, USUAL_FDR);
    ConfigurationChecks.require(
        confidence > 0.5 && confidence < 1,
        "comparison.confidence",
        confidence,
        "a number above 0.5 and below 1");
    ConfigurationChecks.require(groups >= 1, "comparison.groups", groups, "1 or more");
    ConfigurationChecks.require(
        fdr > 0 && fdr < 1, "comparison.fdr", fdr, "a number above 0 and below 1");
  }

  /** Fills in how many rows that changed most there are. */
  ComparisonConfig forRows(boolean haveIds) {
    int rows = requireNonNullElse(changedRows, haveIds ? USUAL_CHANGED_ROWS : 0);
    ConfigurationChecks.require(
        rows == 0 || haveIds,
        "comparison.changed_rows",
        rows + " without columns.id",
        "the id that names a row");
    return new ComparisonConfig(confidence, divergence, cluster, groups, fdr, rows);
  }
}
