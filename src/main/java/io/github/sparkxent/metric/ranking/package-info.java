// SPDX-License-Identifier: Apache-2.0

/**
 * How well the scores of two classes rank rows: counts of both labels by bins of the score, and the
 * bounds that they prove for the areas under the curves.
 *
 * <p>May import: {@code metric.tally}, {@code row}, {@code numeric} and the JDK, no Spark. Start at
 * {@code RankingTally}, the state, and {@code RankingSummary}, its figures.
 */
package io.github.sparkxent.metric.ranking;
