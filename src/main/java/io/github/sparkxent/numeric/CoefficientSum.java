// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWords;

/**
 * The sums over the classes that a distribution, smoothing or class weights need, in two words:
 * gaps, the sum of a_c (z_k - z_c), and mass, the sum of the coefficients a_c.
 */
final class CoefficientSum {

  /** Factors below this could lose bits of a product to underflow. */
  private static final double LEAST_FACTOR = 0x1p-500;

  private double gapsHigh;
  private double gapsLow;
  private double massHigh;
  private double massLow;

  private CoefficientSum() {}

  /**
   * The loss of the labels of an evaluated row, or NaN if the two words do not decide it or the row
   * needs exact arithmetic anyway: negative or infinite mass, mass on a masked class, overflow,
   * underflow.
   */
  static double quickLoss(Logits row, LossOptions options) {
    double smoothing = options.labelSmoothing();
    if (row.log.high < Rounding.LEAST * ExpTable.SCALE
        || (smoothing != 0.0 && smoothing < LEAST_FACTOR)) {
      return Double.NaN;
    }
    CoefficientSum sums = new CoefficientSum();
    double[] weights = options.sharedClassWeights();
    TwoWords loss = row.work;
    if (!(weights == null ? sums.addLabels(row) : sums.addLabels(row, weights))) {
      return Double.NaN;
    }
    boolean massless = sums.massHigh == 0.0;
    sums.toLoss(row, loss);
    if (smoothing != 0.0) {
      double labelledHigh = loss.high;
      double labelledLow = loss.low;
      if (!(weights == null ? sums.addAll(row) : sums.addAll(row, weights))) {
        return Double.NaN;
      }
      massless = sums.massHigh == 0.0;
      sums.toLoss(row, loss);
      mix(smoothing, row.classes(), labelledHigh, labelledLow, loss);
    }
    return massless ? 0.0 : loss.rounded(row.relativeError());
  }

  /** The labels as coefficients; false if one of them needs exact arithmetic. */
  private boolean addLabels(Logits row) {
    double[] logits = row.logits();
    double[] labels = row.labels();
    double max = row.max();
    double gaps = 0.0;
    double gapsRest = 0.0;
    double mass = 0.0;
    double massRest = 0.0;
    for (int c = 0; c < row.classes(); c++) {
      double label = labels[c];
      if (label == 0.0) {
        continue;
      }
      double gap = max - logits[c];
      if (!(label > 0.0 && gap <= Double.MAX_VALUE)) {
        return false;
      }
      double gapPart = max - gap;
      double gapLow = (max - (gap + gapPart)) + (gapPart - logits[c]);
      double product = label * gap;
      double productLow = Math.fma(label, gapLow, Math.fma(label, gap, -product));
      double sum = gaps + product;
      double part = sum - gaps;
      gapsRest += ((gaps - (sum - part)) + (product - part)) + productLow;
      gaps = sum;
      sum = mass + label;
      part = sum - mass;
      massRest += (mass - (sum - part)) + (label - part);
      mass = sum;
    }
    set(gaps, gapsRest, mass, massRest);
    return true;
  }

  /** Label times class weight as coefficients; false if one of them needs exact arithmetic. */
  private boolean addLabels(Logits row, double[] weights) {
    set(0.0, 0.0, 0.0, 0.0);
    for (int c = 0; c < row.classes(); c++) {
      double label = row.labels()[c];
      double weight = weights[c];
      if (label == 0.0 || weight == 0.0) {
        continue;
      }
      double coefficient = weight * label;
      if (!(label > 0.0
          && coefficient >= LEAST_FACTOR
          && row.max() - row.logit(c) <= Double.MAX_VALUE)) {
        return false;
      }
      add(coefficient, Math.fma(weight, label, -coefficient), row.max(), row.logit(c));
    }
    return true;
  }

  /** A coefficient of 1 for each class; false if one of them needs exact arithmetic. */
  private boolean addAll(Logits row) {
    double[] logits = row.logits();
    double max = row.max();
    double gaps = 0.0;
    double gapsRest = 0.0;
    for (int c = 0; c < row.classes(); c++) {
      double gap = max - logits[c];
      double gapPart = max - gap;
      double gapLow = (max - (gap + gapPart)) + (gapPart - logits[c]);
      double sum = gaps + gap;
      double part = sum - gaps;
      gapsRest += ((gaps - (sum - part)) + (gap - part)) + gapLow;
      gaps = sum;
    }
    set(gaps, gapsRest, row.classes(), 0.0);
    return gaps <= Double.MAX_VALUE;
  }

  /** The class weights as coefficients; false if one of them needs exact arithmetic. */
  private boolean addAll(Logits row, double[] weights) {
    set(0.0, 0.0, 0.0, 0.0);
    for (int c = 0; c < row.classes(); c++) {
      if (weights[c] == 0.0) {
        continue;
      }
      if (!(row.max() - row.logit(c) <= Double.MAX_VALUE)) {
        return false;
      }
      add(weights[c], 0.0, row.max(), row.logit(c));
    }
    return true;
  }

  private void set(double gaps, double gapsRest, double mass, double massRest) {
    gapsHigh = gaps;
    gapsLow = gapsRest;
    massHigh = mass;
    massLow = massRest;
  }

  private void add(double coefficient, double coefficientLow, double max, double logit) {
    double gap = max - logit;
    double gapPart = max - gap;
    double gapLow = (max - (gap + gapPart)) + (gapPart - logit);
    double product = coefficient * gap;
    double productLow =
        Math.fma(coefficient, gap, -product) + Math.fma(coefficient, gapLow, coefficientLow * gap);
    double gaps = gapsHigh + product;
    double part = gaps - gapsHigh;
    gapsLow += ((gapsHigh - (gaps - part)) + (product - part)) + productLow;
    gapsHigh = gaps;
    double mass = massHigh + coefficient;
    double massPart = mass - massHigh;
    massLow += ((massHigh - (mass - massPart)) + (coefficient - massPart)) + coefficientLow;
    massHigh = mass;
  }

  /** Sets loss to gaps + mass * log(1 + S). */
  private void toLoss(Logits row, TwoWords loss) {
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    double logLow = row.log.low * ExpTable.INVERSE_SCALE;
    double product = massHigh * log;
    double productLow =
        Math.fma(massHigh, log, -product) + Math.fma(massHigh, logLow, massLow * log);
    double sum = gapsHigh + product;
    double part = sum - gapsHigh;
    double sumLow = ((gapsHigh - (sum - part)) + (product - part)) + (gapsLow + productLow);
    loss.set(sum, sumLow);
  }

  /** Sets loss to (1 - e) * labelled + (e / C) * loss. */
  private static void mix(
      double smoothing, int classes, double labelledHigh, double labelledLow, TwoWords loss) {
    double kept = 1.0 - smoothing;
    double keptLow = (1.0 - kept) - smoothing;
    double share = smoothing / classes;
    double shareLow = Math.fma(-share, classes, smoothing) / classes;
    double first = kept * labelledHigh;
    double firstLow =
        Math.fma(kept, labelledHigh, -first) + Math.fma(kept, labelledLow, keptLow * labelledHigh);
    double second = share * loss.high;
    double secondLow =
        Math.fma(share, loss.high, -second) + Math.fma(share, loss.low, shareLow * loss.high);
    double sum = first + second;
    double part = sum - first;
    loss.set(sum, ((first - (sum - part)) + (second - part)) + (firstLow + secondLow));
  }
}
