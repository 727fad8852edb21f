// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a threshold on the score gives: a point of the ROC curve and of that of precision and
 * recall.
 *
 * @param threshold the score at and above which rows are predicted to be of class 1: the lower end
 *     of a bin
 * @param recall the share of the rows of label 1 that are: the true positive rate
 * @param falsePositiveRate the share of the rows of label 0 that are
 * @param precision the share of label 1 among those
 * @param specificity the share of the rows of label 0 that are not
 * @param f1 the harmonic mean of precision and recall
 */
public record CurvePoint(
    double threshold,
    double recall,
    double falsePositiveRate,
    double precision,
    double specificity,
    double f1) {
  /** In how many steps each of the two rates rises at least. */
  private static final int STEPS = 50;

  /**
   * Returns points of the curves, from the highest threshold to the lowest: for each label those
   * bins at which its share reaches another fiftieth, and the last one. All are exact.
   */
  static List<CurvePoint> of(RankedBins bins) {
    List<CurvePoint> points = new ArrayList<>();
    BigInteger ones = BigInteger.ZERO;
    BigInteger zeros = BigInteger.ZERO;
    int step = 0;
    int stepOfZeros = 0;
    for (int i = 0; i < bins.size(); i++) {
      ones = ones.add(bins.positives(i));
      zeros = zeros.add(bins.negatives(i));
      int reached = step(ones, bins.positiveSum());
      int reachedByZeros = step(zeros, bins.negativeSum());
      if (reached > step || reachedByZeros > stepOfZeros || i == bins.size() - 1) {
        points.add(of(bins, i, ones, zeros));
      }
      step = reached;
      stepOfZeros = reachedByZeros;
    }
    return points;
  }

  /** Returns the point at a bin, with the weight of both labels in it and above. */
  private static CurvePoint of(RankedBins bins, int i, BigInteger ones, BigInteger zeros) {
    BigInteger all = bins.positiveSum();
    BigInteger allZeros = bins.negativeSum();
    return new CurvePoint(
        bins.lowerEnd(i),
        RankedBins.quotient(ones, all),
        RankedBins.quotient(zeros, allZeros),
        ones.signum() == 0 ? 0 : RankedBins.quotient(ones, ones.add(zeros)),
        RankedBins.quotient(allZeros.subtract(zeros), allZeros),
        RankedBins.quotient(ones.shiftLeft(1), all.add(ones).add(zeros)));
  }

  private static int step(BigInteger part, BigInteger whole) {
    return part.multiply(BigInteger.valueOf(STEPS)).divide(whole).intValue();
  }
}
