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

/**
 * The loss of a row from the two words of its log(1 + S): products and sums in two words, then the
 * rounding test, then exact arithmetic for the few rows that do not pass it.
 */
final class RowLoss {

  private RowLoss() {}

  /** The loss of a class id; the row's labels are overwritten if there is smoothing. */
  static double ofClass(Row row, int label, LossOptions options) {
    if (options.labelSmoothing() != 0.0) {
      row.setOneHot(label);
      return ofDistribution(row, options);
    }
    if (!row.isDefined()) {
      return Double.NaN;
    }
    double weight = options.weightOf(label);
    if (weight == 0.0 || Double.isNaN(weight)) {
      return weight;
    }
    if (row.logit(label) == Double.NEGATIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    row.evaluate();
    return classLoss(row, label, weight, options);
  }

  /** The loss of a distribution, that of the row's labels. */
  static double ofDistribution(Row row, LossOptions options) {
    if (!row.isDefined()) {
      return Double.NaN;
    }
    row.evaluate();
    double loss = CoefficientSum.quickLoss(row, options);
    return Double.isNaN(loss)
        ? ExactLoss.of(row.copyOfLogits(), row.max(), row.copyOfLabels(), options)
        : loss;
  }

  /** The loss of an unmasked class of an evaluated row, times a positive weight. */
  static double classLoss(Row row, int label, double weight, LossOptions options) {
    double loss = label == row.maxIndex() ? quickMax(row, weight) : quickOther(row, label, weight);
    if (Double.isNaN(loss)) {
      double[] labels = new double[row.classes()];
      labels[label] = 1.0;
      return ExactLoss.of(row.copyOfLogits(), row.max(), labels, options);
    }
    return loss;
  }

  /** weight * log(1 + S), or NaN if the two words do not decide it. */
  private static double quickMax(Row row, double weight) {
    if (row.classes() == 1 || (row.isNegligible() && weight == 1.0)) {
      return 0.0;
    }
    double high = weight * row.log.high;
    double low = Math.fma(weight, row.log.high, -high) + weight * row.log.low;
    double sum = high + low;
    double loss = sum * ExpTable.INVERSE_SCALE;
    double rest = (high - sum) + low;
    boolean decided = RoundingTest.decides(sum, rest, sum * RoundingTest.LOSS_ERROR);
    return decided && loss >= Double.MIN_NORMAL ? loss : Double.NaN;
  }

  /** weight * (z_k - z_y + log(1 + S)), or NaN if the two words do not decide it. */
  private static double quickOther(Row row, int label, double weight) {
    double max = row.max();
    double logit = row.logit(label);
    double gap = max - logit;
    double part = max - gap;
    double gapLow = (max - (gap + part)) + (part - logit);
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    double logLow = row.log.low * ExpTable.INVERSE_SCALE;
    double sum = gap + log;
    double logPart = sum - gap;
    double sumLow = ((gap - (sum - logPart)) + (log - logPart)) + (gapLow + logLow);
    double product = weight * sum;
    double productLow = Math.fma(weight, sum, -product) + weight * sumLow;
    double high = product + productLow;
    double low = (product - high) + productLow;
    return RoundingTest.decides(high, low, high * RoundingTest.LOSS_ERROR) ? high : Double.NaN;
  }
}
