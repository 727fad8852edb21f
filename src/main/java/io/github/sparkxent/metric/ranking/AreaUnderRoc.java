// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.math.BigInteger;

/**
 * The area under the ROC curve: the share of the pairs of a row of label 1 and one of label 0 in
 * which that of label 1 has the higher score, ties by half; each pair weighs the product of its
 * rows' weights.
 *
 * <p><b>Bounds.</b> Whether a pair of two bins is in order is known. A pair of one bin may be in
 * order or not, and all of a bin may be at once: so the pairs of one bin count nothing in the lower
 * bound, half in the value, fully in the upper bound.
 *
 * <p><b>Accuracy.</b> Pairs are counted exactly; each of the three is rounded once, to nearest, and
 * so bounds the exact area once that is rounded in the same way.
 *
 * <p><b>Source.</b> Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747.
 */
final class AreaUnderRoc {
  private AreaUnderRoc() {}

  static Bounded of(RankedBins bins) {
    BigInteger below = bins.negativeSum();
    BigInteger ordered = BigInteger.ZERO;
    BigInteger unknown = BigInteger.ZERO;
    for (int i = 0; i < bins.size(); i++) {
      below = below.subtract(bins.negatives(i));
      ordered = ordered.add(bins.positives(i).multiply(below));
      unknown = unknown.add(bins.positives(i).multiply(bins.negatives(i)));
    }
    BigInteger pairs = bins.positiveSum().multiply(bins.negativeSum());
    return new Bounded(
        RankedBins.quotient(ordered.shiftLeft(1).add(unknown), pairs.shiftLeft(1)),
        RankedBins.quotient(ordered, pairs),
        RankedBins.quotient(ordered.add(unknown), pairs));
  }
}
