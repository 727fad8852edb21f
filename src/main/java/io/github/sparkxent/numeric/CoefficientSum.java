/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.numeric;

/** The sums over classes that a distribution, smoothing or class weights need, in two words. */
final class CoefficientSum {

  private double gapsHigh;
  private double gapsLow;
  private double massHigh;
  private double massLow;

  CoefficientSum() {}

  /**
   * The loss of the labels of an evaluated row, or NaN if the two words do not decide it or the row
   * needs exact arithmetic anyway: negative or infinite mass, mass on a masked class, overflow.
   */
  static double quickLoss(Row row, LossOptions options) {
    double smoothing = options.labelSmoothing();
    double[] weights = options.sharedClassWeights();
    CoefficientSum labelled = row.coefficients;
    if (!labelled.addLabels(row, weights)) {
      return Double.NaN;
    }
    TwoWords loss = row.loss;
    labelled.toLoss(row, loss);
    if (smoothing != 0.0) {
      double labelledHigh = loss.high;
      double labelledLow = loss.low;
      if (!labelled.addAll(row, weights)) {
        return Double.NaN;
      }
      labelled.toLoss(row, loss);
      mix(smoothing, row.classes(), labelledHigh, labelledLow, loss);
    }
    if (loss.high == 0.0) {
      return labelled.massHigh == 0.0 ? 0.0 : Double.NaN;
    }
    boolean decided =
        RoundingTest.decides(loss.high, loss.low, loss.high * RoundingTest.LOSS_ERROR);
    return decided ? loss.high : Double.NaN;
  }

  /** Sums of w_c p_c (z_k - z_c) and w_c p_c; false if a class needs exact arithmetic. */
  private boolean addLabels(Row row, double[] weights) {
    clear();
    for (int c = 0; c < row.classes(); c++) {
      double label = row.label(c);
      double weight = weights == null ? 1.0 : weights[c];
      if (label == 0.0 || weight == 0.0) {
        continue;
      }
      if (!(label > 0.0) || row.logit(c) == Double.NEGATIVE_INFINITY) {
        return false;
      }
      double coefficient = weight * label;
      add(coefficient, Math.fma(weight, label, -coefficient), row.max(), row.logit(c));
    }
    return true;
  }

  /** Sums of w_c (z_k - z_c) and w_c; false if a class needs exact arithmetic. */
  private boolean addAll(Row row, double[] weights) {
    clear();
    for (int c = 0; c < row.classes(); c++) {
      double weight = weights == null ? 1.0 : weights[c];
      if (weight == 0.0) {
        continue;
      }
      if (row.logit(c) == Double.NEGATIVE_INFINITY) {
        return false;
      }
      add(weight, 0.0, row.max(), row.logit(c));
    }
    return true;
  }

  private void clear() {
    gapsHigh = 0.0;
    gapsLow = 0.0;
    massHigh = 0.0;
    massLow = 0.0;
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
  private void toLoss(Row row, TwoWords loss) {
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
