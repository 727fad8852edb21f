// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.hard.ExactLogarithm;
import io.github.sparkxent.numeric.hard.ExactLoss;
import io.github.sparkxent.numeric.kernel.Coefficients;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;

/**
 * The loss of a row from the two words of its log(1 + S): products and sums in two words, then the
 * rounding test, then exact arithmetic for the few rows that fail it.
 */
final class LogitLoss {

  /**
   * A logarithm below this changes no gap of at least 1, except one half-way between two doubles.
   */
  private static final double NEGLIGIBLE = 0x1p-120;

  private LogitLoss() {}

  /** The loss of a class id. */
  static double ofClass(Logits row, int label, LossOptions options) {
    if (options.labelSmoothing() != 0.0) {
      return ofDistribution(row.withLabel(label), options);
    }
    if (!row.isDefined()) {
      return Double.NaN;
    }
    double weight = options.weightOf(label);
    if (!(weight > 0.0)) {
      return weight; // 0 or NaN
    }
    if (row.logit(label) == Double.NEGATIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    row.evaluate();
    double loss = decided(row, label, weight);
    return Double.isNaN(loss)
        ? ExactLoss.ofClass(new ExactLogarithm(row), row, label, weight)
        : loss;
  }

  /** The loss of the row's labels. */
  static double ofDistribution(Logits row, LossOptions options) {
    if (!row.isDefined()) {
      return Double.NaN;
    }
    row.evaluate();
    Coefficients coefficients = options.coefficients(row.labels(), row.classes());
    double loss = CoefficientSum.quickLoss(row, coefficients);
    if (Double.isNaN(loss) && row.refine()) {
      loss = CoefficientSum.quickLoss(row, coefficients);
    }
    return Double.isNaN(loss) ? ExactLoss.of(row, coefficients) : loss;
  }

  /**
   * The loss of an unmasked class of an evaluated row, times its positive weight, or NaN if the two
   * words do not decide it.
   */
  static double decided(Logits row, int label, double weight) {
    double loss = quick(row, label, weight);
    return Double.isNaN(loss) && row.refine() ? quick(row, label, weight) : loss;
  }

  private static double quick(Logits row, int label, double weight) {
    return label == row.maxIndex() ? quickMax(row, weight) : quickOther(row, label, weight);
  }

  /** weight * log(1 + S), or NaN if the two words do not decide it. */
  private static double quickMax(Logits row, double weight) {
    if (row.sum.high == 0.0 && (row.classes() == 1 || weight == 1.0)) {
      return 0.0; // S is 0, or so small that its logarithm rounds to 0
    }
    if (row.log.high < Double.MIN_NORMAL * ExpTable.SCALE) {
      return Double.NaN; // the terms left out of S may count
    }
    row.work.setProduct(weight, row.log.high, row.log.low);
    return row.work.roundedUnscaled(row.relativeError());
  }

  /** weight * (z_k - z_y + log(1 + S)), or NaN if the two words do not decide it. */
  private static double quickOther(Logits row, int label, double weight) {
    double max = row.max();
    double logit = row.logit(label);
    double gap = max - logit;
    double gapLow = twoSum(max, -logit, gap);
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    if (log <= NEGLIGIBLE && weight == 1.0) {
      return 2.0 * gapLow == Math.ulp(gap) ? Math.nextUp(gap) : gap; // it breaks ties upwards
    }
    double sum = gap + log;
    double sumLow = twoSum(gap, log, sum) + (gapLow + row.log.low * ExpTable.INVERSE_SCALE);
    row.work.setProduct(weight, sum, sumLow);
    return row.work.rounded(row.relativeError());
  }
}
