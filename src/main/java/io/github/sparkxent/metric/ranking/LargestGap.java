// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.math.BigInteger;

/**
 * The Kolmogorov-Smirnov statistic: the largest distance, over all thresholds, between the shares
 * of the rows of label 1 and of label 0 that are at or above it.
 *
 * <p><b>Bounds.</b> At the lower end of each bin both shares are known: the largest distance there
 * is the value and the lower bound. Within a bin both shares only rise, from those at its upper end
 * to those at its lower end, so their distance is at most that of one share at the one end and the
 * other share at the other end.
 *
 * <p><b>Accuracy.</b> Exact, rounded once.
 */
final class LargestGap {
  private LargestGap() {}

  static Bounded of(RankedBins bins) {
    BigInteger ones = bins.positiveSum();
    BigInteger zeros = bins.negativeSum();
    BigInteger above = BigInteger.ZERO; // of label 1, times all of label 0
    BigInteger aboveZeros = BigInteger.ZERO; // of label 0, times all of label 1
    BigInteger lower = BigInteger.ZERO;
    BigInteger upper = BigInteger.ZERO;
    for (int i = 0; i < bins.size(); i++) {
      BigInteger atEnd = above.add(bins.positives(i).multiply(zeros));
      BigInteger zerosAtEnd = aboveZeros.add(bins.negatives(i).multiply(ones));
      lower = lower.max(atEnd.subtract(zerosAtEnd).abs());
      upper = upper.max(atEnd.subtract(aboveZeros).abs()).max(above.subtract(zerosAtEnd).abs());
      above = atEnd;
      aboveZeros = zerosAtEnd;
    }
    BigInteger pairs = ones.multiply(zeros);
    double least = RankedBins.quotient(lower, pairs);
    return new Bounded(least, least, RankedBins.quotient(upper, pairs));
  }
}
