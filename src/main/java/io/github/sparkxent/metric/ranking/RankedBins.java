// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.numeric.exact.ExactRational;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The weights of both labels in each bin that has rows, from the highest score to the lowest, as
 * integers of one unit.
 *
 * <p>Nothing is known of the order of the rows of one bin, nor which of them are tied.
 */
final class RankedBins {
  private final int[] bins;
  private final BigInteger[] positives;
  private final BigInteger[] negatives;
  private final BigInteger positiveSum;
  private final BigInteger negativeSum;
  private final int exponent;
  private final boolean areCounts;

  private RankedBins(
      int[] bins, BigInteger[] positives, BigInteger[] negatives, int exponent, boolean counts) {
    this.bins = bins;
    this.positives = positives;
    this.negatives = negatives;
    this.exponent = exponent;
    areCounts = counts;
    positiveSum = sum(positives);
    negativeSum = sum(negatives);
  }

  private static BigInteger sum(BigInteger[] values) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger value : values) {
      sum = sum.add(value);
    }
    return sum;
  }

  static RankedBins of(BinWeights positives, BinWeights negatives) {
    Map<Integer, ExactRational> ones = positives.weights();
    Map<Integer, ExactRational> zeros = negatives.weights();
    SortedSet<Integer> used = new TreeSet<>(ones.keySet());
    used.addAll(zeros.keySet());
    boolean areCounts = positives.areCounts() && negatives.areCounts();
    int exponent = areCounts ? 0 : Math.min(leastExponent(ones), leastExponent(zeros));
    int[] bins = new int[used.size()];
    BigInteger[] p = new BigInteger[bins.length];
    BigInteger[] n = new BigInteger[bins.length];
    int i = bins.length;
    for (int bin : used) {
      bins[--i] = bin;
      p[i] = integer(ones.getOrDefault(bin, ExactRational.ZERO), exponent);
      n[i] = integer(zeros.getOrDefault(bin, ExactRational.ZERO), exponent);
    }
    return new RankedBins(bins, p, n, exponent, areCounts);
  }

  private static int leastExponent(Map<Integer, ExactRational> weights) {
    return weights.values().stream()
        .filter(weight -> weight.signum() != 0)
        .mapToInt(ExactRational::exponent)
        .min()
        .orElse(0);
  }

  private static BigInteger integer(ExactRational weight, int exponent) {
    return weight.signum() == 0
        ? BigInteger.ZERO
        : weight.significand().shiftLeft(weight.exponent() - exponent);
  }

  /** Returns how many bins there are. */
  int size() {
    return bins.length;
  }

  int bin(int i) {
    return bins[i];
  }

  /** Returns the lowest score that is in a bin. */
  double lowerEnd(int i) {
    return ScoreBins.lowerEnd(bins[i]);
  }

  BigInteger positives(int i) {
    return positives[i];
  }

  BigInteger negatives(int i) {
    return negatives[i];
  }

  BigInteger positiveSum() {
    return positiveSum;
  }

  BigInteger negativeSum() {
    return negativeSum;
  }

  /** Tells whether the unit is a row, each of which weighs 1. */
  boolean areCounts() {
    return areCounts;
  }

  /** Tells whether rows of both labels have a weight: without, nothing can be ranked. */
  boolean hasBothLabels() {
    return positiveSum.signum() > 0 && negativeSum.signum() > 0;
  }

  ExactRational positiveWeight() {
    return ExactRational.of(positiveSum, exponent);
  }

  ExactRational negativeWeight() {
    return ExactRational.of(negativeSum, exponent);
  }

  /** Returns the double nearest to a quotient of integers. */
  static double quotient(BigInteger numerator, BigInteger denominator) {
    return ExactRational.of(numerator, 0).dividedBy(ExactRational.of(denominator, 0)).doubleValue();
  }
}
