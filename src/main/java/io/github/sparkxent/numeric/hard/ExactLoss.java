// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.kernel.Coefficients;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;

/**
 * The correctly rounded loss of any row by exact arithmetic, for rows that the two-word arithmetic
 * cannot decide, and for negative label mass, overflow, underflow and masked classes.
 *
 * <p>With q_c = w_c ((1 - e) p_c + e / C), A = sum q_c (z_k - z_c) and Q = sum q_c the loss is A +
 * Q log(1 + S). A and Q are exact fractions over C, if there is smoothing. S lies in an interval,
 * and so does the loss. If both ends round to the same double, that is the answer; otherwise the
 * interval is made shorter. This ends: log(1 + S) is 0 if the row has one unmasked class, else
 * transcendental, and so never on a boundary between two doubles unless Q is 0.
 *
 * <p>The first interval reaches from just above 0 to a bound from the two largest logits; it
 * decides if the logarithm can only break a tie. The second comes from the two-word sum, the third
 * from a sum in three words, which decides nearly all other rows. Only then exponentials are taken
 * on integers, of more and more bits.
 */
public final class ExactLoss {

  private final ExactLogarithm logarithm;
  private final ExactRational gaps;
  private final ExactRational mass;
  private final ExactRational divisor;

  private ExactLoss(
      ExactLogarithm logarithm, ExactRational gaps, ExactRational mass, ExactRational divisor) {
    this.logarithm = logarithm;
    this.gaps = gaps;
    this.mass = mass;
    this.divisor = divisor;
  }

  /** Returns the loss of a defined and evaluated row. */
  public static double of(Logits row, Coefficients coefficients) {
    return of(new ExactLogarithm(row), row, coefficients);
  }

  static double of(ExactLogarithm logarithm, Logits row, Coefficients coefficients) {
    ExactCoefficients sums = new ExactCoefficients(coefficients);
    double infinite = 0.0;
    for (int c = 0; c < row.classes(); c++) {
      if (coefficients.isZero(c)) {
        continue;
      }
      double logit = row.logit(c);
      if (logit > Double.NEGATIVE_INFINITY && coefficients.isFinite(c)) {
        sums.add(c, logit);
      } else if (coefficients.sign(c) != 0.0) {
        // The loss of a class is infinite, or above 0 unless there is no other class.
        boolean isZero = logarithm.isZero() && logit == row.max();
        infinite += isZero ? Double.NaN : coefficients.sign(c) * Double.POSITIVE_INFINITY;
      }
    }
    if (infinite != 0.0) {
      return infinite;
    }
    ExactRational mass = sums.mass();
    ExactRational gaps = mass.times(ExactRational.of(row.max())).minus(sums.products());
    return new ExactLoss(logarithm, gaps, mass, coefficients.divisor()).rounded();
  }

  /**
   * Returns the loss of an unmasked class, times its positive weight.
   *
   * @param logarithm that of the row
   */
  public static double ofClass(ExactLogarithm logarithm, Logits row, int label, double weight) {
    ExactRational mass = ExactRational.of(weight);
    ExactRational gap = ExactRational.of(row.max()).minus(ExactRational.of(row.logit(label)));
    return new ExactLoss(logarithm, mass.times(gap), mass, ExactRational.ONE).rounded();
  }

  /** Returns log(sum over j of exp(z_j)): the loss for A = z_k and Q = 1. */
  public static double ofNormaliser(Logits row) {
    ExactRational max = ExactRational.of(row.max());
    ExactRational one = ExactRational.ONE;
    return new ExactLoss(new ExactLogarithm(row), max, one, one).rounded();
  }

  private double rounded() {
    if (mass.signum() == 0 || logarithm.isZero()) {
      return gaps.dividedBy(divisor).doubleValue();
    }
    for (int step = logarithm.lastStep(); ; step++) {
      double loss = between(logarithm.interval(step));
      if (!Double.isNaN(loss)) {
        return loss;
      }
    }
  }

  /** The rounded loss if log(1 + S) lies in an interval, or NaN if that does not decide it. */
  private double between(ExactLogarithm.Interval interval) {
    double first = at(interval.above(), mass.signum());
    double last = at(interval.below(), -mass.signum());
    return first == last ? first : Double.NaN;
  }

  /**
   * The rounded loss if log(1 + S) were just above (side 1) or just below (-1) the given number.
   */
  private double at(ExactRational log, int side) {
    ExactRational loss = gaps.plus(mass.times(log));
    int finest = Math.min(loss.exponent(), Double.MIN_EXPONENT - 54) - 1;
    ExactRational moved = loss.plus(ExactRational.of(BigInteger.valueOf(side), finest));
    return moved.dividedBy(divisor).doubleValue();
  }
}
