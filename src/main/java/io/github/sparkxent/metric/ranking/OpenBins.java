// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * What the bins of scores leave open of the area under the ROC curve: the pairs of one bin.
 *
 * @param bins the bins in which rows of both labels have a weight, by {@link ScoreBins}
 * @param ones the weight of label 1 in them, in the unit of the weights: a row, if each weighs 1
 * @param zeros the weight of label 0 in them
 * @param openPairs the weight of the pairs of both labels of one bin
 * @param orderedPairs the weight of the pairs of two bins in which the row of label 1 is the higher
 * @param pairs the weight of all pairs of both labels
 */
public record OpenBins(
    BitSet bins,
    BigInteger ones,
    BigInteger zeros,
    BigInteger openPairs,
    BigInteger orderedPairs,
    BigInteger pairs) {
  static OpenBins of(RankedBins ranked) {
    BitSet bins = new BitSet();
    BigInteger ones = BigInteger.ZERO;
    BigInteger zeros = BigInteger.ZERO;
    BigInteger open = BigInteger.ZERO;
    BigInteger ordered = BigInteger.ZERO;
    BigInteger below = ranked.negativeSum();
    for (int i = 0; i < ranked.size(); i++) {
      below = below.subtract(ranked.negatives(i));
      ordered = ordered.add(ranked.positives(i).multiply(below));
      if (ranked.positives(i).signum() > 0 && ranked.negatives(i).signum() > 0) {
        bins.set(ranked.bin(i));
        ones = ones.add(ranked.positives(i));
        zeros = zeros.add(ranked.negatives(i));
        open = open.add(ranked.positives(i).multiply(ranked.negatives(i)));
      }
    }
    BigInteger pairs = ranked.positiveSum().multiply(ranked.negativeSum());
    return new OpenBins(bins, ones, zeros, open, ordered, pairs);
  }

  /**
   * Returns the exact area, rounded once.
   *
   * @param twiceOrdered twice the pairs of one bin in which the row of label 1 is the higher, and
   *     once those that are tied
   * @return the area
   */
  public double auc(BigInteger twiceOrdered) {
    return RankedBins.quotient(orderedPairs.shiftLeft(1).add(twiceOrdered), pairs.shiftLeft(1));
  }
}
