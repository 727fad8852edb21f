// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;

/**
 * The correctly rounded loss of any row by exact arithmetic: the way for the rows that the two-word
 * arithmetic cannot decide, and for negative label mass, overflow, underflow and masked classes.
 *
 * <p>With q_c = w_c ((1 - e) p_c + e / C), A = sum q_c (z_k - z_c) and Q = sum q_c the loss is A +
 * Q log(1 + S). A and Q are exact fractions over C. S is known to be inside an interval, so the
 * loss is too; when both ends round to the same double that is the answer, otherwise the interval
 * is made shorter. This ends: log(1 + S) is 0 if the row has one unmasked class, else
 * transcendental, and so never on a boundary between two doubles unless Q is 0.
 *
 * <p>The first interval reaches from 0, which the logarithm is not, to a bound that follows from
 * the two largest logits: it decides where the logarithm can do no more than break a tie. The
 * second takes the two-word sum, the third a sum in three words, which decides nearly all that is
 * left. Only then exponentials are taken on integers, of more bits each time.
 */
public final class ExactLoss {

  private final ExactLogarithm logarithm;
  private final Dyadic gaps;
  private final Dyadic mass;
  private final long classes;

  private ExactLoss(ExactLogarithm logarithm, Dyadic gaps, Dyadic mass, long classes) {
    this.logarithm = logarithm;
    this.gaps = gaps;
    this.mass = mass;
    this.classes = classes;
  }

  /**
   * Returns the loss.
   *
   * @param row a defined row, evaluated
   * @param labels label mass of each class; elements after the last class have no meaning
   * @param options smoothing and class weights
   */
  public static double of(Logits row, double[] labels, LossOptions options) {
    return of(new ExactLogarithm(row), row, labels, options);
  }

  public static double of(
      ExactLogarithm logarithm, Logits row, double[] labels, LossOptions options) {
    ExactCoefficients sums = new ExactCoefficients(row, options);
    sums.add(labels);
    return sums.infinite() == 0.0
        ? new ExactLoss(logarithm, sums.gaps(), sums.mass(), row.classes()).rounded()
        : sums.infinite();
  }

  /**
   * Returns the loss of an unmasked class, times its positive weight.
   *
   * @param logarithm that of the row
   */
  public static double ofClass(ExactLogarithm logarithm, Logits row, int label, double weight) {
    Dyadic mass = Dyadic.of(weight);
    Dyadic gap = Dyadic.of(row.max()).minus(Dyadic.of(row.logit(label)));
    return new ExactLoss(logarithm, mass.times(gap), mass, 1).rounded();
  }

  /** Returns log(sum over j of exp(z_j)): the loss for A = z_k and Q = 1. */
  public static double ofNormaliser(Logits row) {
    return new ExactLoss(new ExactLogarithm(row), Dyadic.of(row.max()), Dyadic.ONE, 1).rounded();
  }

  private double rounded() {
    if (mass.signum() == 0 || logarithm.isZero()) {
      return gaps.dividedBy(classes);
    }
    for (int step = logarithm.lastStep(); ; step++) {
      double loss = between(logarithm.interval(step));
      if (!Double.isNaN(loss)) {
        return loss;
      }
    }
  }

  /** The rounded loss if log(1 + S) is inside of an interval, or NaN if that does not decide it. */
  private double between(ExactLogarithm.Interval interval) {
    double first = at(interval.above(), mass.signum());
    double last = at(interval.below(), -mass.signum());
    return first == last ? first : Double.NaN;
  }

  /**
   * The rounded loss if log(1 + S) were just above (side 1) or just below (-1) the given number.
   */
  private double at(Dyadic log, int side) {
    Dyadic loss = gaps.plus(mass.times(log));
    int finest = Math.min(loss.exponent(), Double.MIN_EXPONENT - 54) - 1;
    return loss.plus(new Dyadic(BigInteger.valueOf(side), finest)).dividedBy(classes) + 0.0;
  }
}
