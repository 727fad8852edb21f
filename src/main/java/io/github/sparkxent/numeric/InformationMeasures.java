// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.util.List;

/** Measures of information theory from exact sums, in nats. */
public final class InformationMeasures {
  private InformationMeasures() {}

  /**
   * Returns the perplexity of a mean loss: the number of equally likely classes of that loss.
   *
   * <p><b>Method.</b> {@code StrictMath.exp(lossMean)}.
   *
   * <p><b>Special cases.</b> Infinity for an infinite mean; NaN for NaN.
   *
   * <p><b>Accuracy.</b> Within 1 ulp of the exponential of the given double.
   *
   * @param lossMean the mean loss in nats
   * @return the perplexity
   */
  public static double perplexity(double lossMean) {
    return StrictMath.exp(lossMean);
  }

  /**
   * Returns the entropy of a distribution, which is the smallest mean loss of predictions that do
   * not look at the row.
   *
   * <p><b>Method.</b> With q_c the mass of class c divided by the sum of all masses, rounded once:
   * the exact sum of the products -q_c * {@code StrictMath.log(q_c)}, rounded once. The order of
   * the masses does not matter.
   *
   * <p><b>Special cases.</b> A mass of 0 adds nothing. With one class the entropy is +0.0.
   *
   * <p><b>Accuracy.</b> A few ulp: each q_c and each logarithm is off by one at most.
   *
   * @param masses the masses of the classes, none negative, their sum above 0; not modified
   * @return the entropy in nats, never negative
   */
  public static double entropy(List<ExactRational> masses) {
    ExactRational total = ExactRational.ZERO;
    for (ExactRational mass : masses) {
      total = total.plus(mass);
    }
    ExactSum negated = new ExactSum();
    for (ExactRational mass : masses) {
      double q = mass.dividedBy(total).doubleValue();
      if (q > 0) {
        negated.addProduct(q, -StrictMath.log(q));
      }
    }
    return negated.value();
  }
}
