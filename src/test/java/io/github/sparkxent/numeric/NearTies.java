// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.hard.HardRows;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Rows whose losses are nearly half-way between two doubles, found by continued fractions. */
final class NearTies {

  /** A row with its label; the class weights make its loss nearly a tie. */
  record Example(double[] logits, int label, LossOptions options) {
    public double loss() {
      return SoftmaxCrossEntropy.sparse(logits, label, options);
    }
  }

  private static final BigInteger LEAST_ODD = BigInteger.ONE.shiftLeft(53);
  private static final BigInteger GREATEST_ODD = BigInteger.ONE.shiftLeft(54);

  private final SplittableRandom random;

  NearTies(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A row of logits in a range of 16, floats, with a loss about 2^-105 beside a tie. */
  Example next(int classes) {
    while (true) {
      double[] logits = new double[classes];
      for (int c = 0; c < classes; c++) {
        logits[c] = (float) (16.0 * random.nextDouble() - 8.0);
      }
      int label = random.nextInt(classes);
      double weight = weight(logits, label);
      if (!Double.isNaN(weight)) {
        double[] weights = new double[classes];
        Arrays.fill(weights, 1.0);
        weights[label] = weight;
        return new Example(logits, label, LossOptions.of(0.0, weights, OptionalLong.empty()));
      }
    }
  }

  /** A factor that takes the loss of a label next to a tie, or NaN if there is none. */
  static double weight(double[] logits, int label) {
    Logits row = Logits.of(logits);
    row.evaluate();
    ExactRational gap = ExactRational.of(row.max()).minus(ExactRational.of(logits[label]));
    ExactRational loss = gap.plus(HardRows.logarithm(row));
    // The loss scaled to [1, 2) is near to p / q; with p odd and of 54 bits, q times it is a tie.
    int bits = loss.significand().bitLength() - 1;
    return denominator(loss.significand(), BigInteger.ONE.shiftLeft(bits));
  }

  private static double denominator(BigInteger numerator, BigInteger denominator) {
    BigInteger[] rest = {numerator, denominator};
    BigInteger[] p = {BigInteger.ZERO, BigInteger.ONE};
    BigInteger[] q = {BigInteger.ONE, BigInteger.ZERO};
    while (p[1].compareTo(GREATEST_ODD) < 0) {
      if (p[1].compareTo(LEAST_ODD) > 0 && p[1].testBit(0) && q[1].bitLength() <= 53) {
        return q[1].doubleValue();
      }
      BigInteger[] division = rest[0].divideAndRemainder(rest[1]);
      rest = new BigInteger[] {rest[1], division[1]};
      p = new BigInteger[] {p[1], p[1].multiply(division[0]).add(p[0])};
      q = new BigInteger[] {q[1], q[1].multiply(division[0]).add(q[0])};
    }
    return Double.NaN;
  }
}
