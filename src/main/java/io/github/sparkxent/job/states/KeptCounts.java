// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.SplitSummary;

/**
 * What a person can read of a state: the rows of a split by outcome, and its first figures.
 *
 * @param split the split's name, or null for rows without one
 * @param evaluated the rows that were evaluated
 * @param ignored the rows whose label is ignored
 * @param filtered the rows that {@code input.where} leaves out
 * @param invalid the rows that are invalid, for any reason
 * @param lossSum the sum of the losses
 * @param lossMean their mean, or null without any
 * @param accuracy the share of rows whose class is predicted, or null without any
 */
public record KeptCounts(
    String split,
    long evaluated,
    long ignored,
    long filtered,
    long invalid,
    double lossSum,
    Double lossMean,
    Double accuracy) {
  /** Takes the figures of a split. */
  static KeptCounts of(SplitSummary split) {
    LossSummary loss = split.metrics().loss();
    AccuracySummary accuracy = split.metrics().part(AccuracySummary.class);
    return new KeptCounts(
        split.split(),
        split.evaluated(),
        split.ignored(),
        split.filtered(),
        split.invalidTotal(),
        loss.lossSum(),
        loss.lossMean(),
        accuracy == null ? null : accuracy.accuracy());
  }

  long rows() {
    return evaluated + ignored + filtered + invalid;
  }
}
