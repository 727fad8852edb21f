// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoProduct;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.kernel.Coefficients;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWords;

/**
 * The sums over the classes that a distribution, smoothing or class weights need, in two words:
 * gaps is the sum of a_c (z_k - z_c), and mass the sum of the coefficients a_c.
 */
final class CoefficientSum {

  private double gapsHigh;
  private double gapsLow;
  private double massHigh;
  private double massLow;

  private CoefficientSum() {}

  /**
   * The loss of an evaluated row, or NaN if the two words do not decide it or the row needs exact
   * arithmetic anyway: negative or infinite mass, mass on a masked class, overflow, underflow.
   */
  static double quickLoss(Logits row, Coefficients coefficients) {
    if (row.log.high < Rounding.LEAST * ExpTable.SCALE || coefficients.isTiny()) {
      return Double.NaN;
    }
    CoefficientSum sums = new CoefficientSum();
    TwoWords loss = row.work;
    if (!sums.add(row, coefficients, true)) {
      return Double.NaN;
    }
    sums.toLoss(row, loss);
    if (coefficients.isSmoothed()) {
      double high = loss.high;
      double low = loss.low;
      if (!(coefficients.isWeighted() ? sums.add(row, coefficients, false) : sums.addOnes(row))) {
        return Double.NaN;
      }
      sums.toLoss(row, loss);
      coefficients.mix(high, low, loss.high, loss.low, loss);
    }
    return sums.massHigh == 0.0 ? 0.0 : loss.rounded(row.relativeError());
  }

  /**
   * Label times class weight as coefficients, or the class weights alone; false if one of them
   * needs exact arithmetic.
   */
  private boolean add(Logits row, Coefficients coefficients, boolean labelled) {
    double least = coefficients.isWeighted() ? Rounding.LEAST_FACTOR : 0.0;
    double max = row.max();
    double gaps = 0.0;
    double gapsRest = 0.0;
    double mass = 0.0;
    double massRest = 0.0;
    for (int c = 0; c < row.classes(); c++) {
      double label = labelled ? coefficients.label(c) : 1.0;
      double weight = coefficients.weight(c);
      if (label == 0.0 || weight == 0.0) {
        continue;
      }
      double factor = weight * label;
      double gap = max - row.logit(c);
      if (!(label > 0.0 && factor >= least && gap <= Double.MAX_VALUE)) {
        return false;
      }
      double factorLow = twoProduct(weight, label, factor);
      double gapLow = twoSum(max, -row.logit(c), gap);
      double product = factor * gap;
      double productLow =
          twoProduct(factor, gap, product) + Math.fma(factor, gapLow, factorLow * gap);
      double sum = gaps + product;
      gapsRest += twoSum(gaps, product, sum) + productLow;
      gaps = sum;
      sum = mass + factor;
      massRest += twoSum(mass, factor, sum) + factorLow;
      mass = sum;
    }
    set(gaps, gapsRest, mass, massRest);
    return true;
  }

  /** A coefficient of 1 for each class, in less time; false if exact arithmetic is needed. */
  private boolean addOnes(Logits row) {
    double max = row.max();
    double gaps = 0.0;
    double gapsRest = 0.0;
    for (int c = 0; c < row.classes(); c++) {
      double gap = max - row.logit(c);
      double sum = gaps + gap;
      gapsRest += twoSum(gaps, gap, sum) + twoSum(max, -row.logit(c), gap);
      gaps = sum;
    }
    set(gaps, gapsRest, row.classes(), 0.0);
    return gaps <= Double.MAX_VALUE;
  }

  private void set(double gaps, double gapsRest, double mass, double massRest) {
    gapsHigh = gaps;
    gapsLow = gapsRest;
    massHigh = mass;
    massLow = massRest;
  }

  /** Sets loss to gaps + mass * log(1 + S). */
  private void toLoss(Logits row, TwoWords loss) {
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    double logLow = row.log.low * ExpTable.INVERSE_SCALE;
    double product = massHigh * log;
    double productLow =
        twoProduct(massHigh, log, product) + Math.fma(massHigh, logLow, massLow * log);
    double sum = gapsHigh + product;
    loss.set(sum, twoSum(gapsHigh, product, sum) + (gapsLow + productLow));
  }
}
