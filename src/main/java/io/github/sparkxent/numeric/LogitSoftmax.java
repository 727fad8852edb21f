// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.hard.ExactLogarithm;
import io.github.sparkxent.numeric.hard.ExactLoss;
import io.github.sparkxent.numeric.hard.ExactProbabilities;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWords;
import java.util.Arrays;

/** Probabilities, their logarithms and the normaliser from the two words of a row. */
final class LogitSoftmax {

  private LogitSoftmax() {}

  static double[] probabilities(Logits row) {
    double[] result = new double[row.classes()];
    if (!row.isDefined()) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    row.evaluate();
    row.refine(); // with C results, one of them would need it
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      result[i] = quickProbability(row, i);
      decided &= !Double.isNaN(result[i]);
    }
    if (!decided) {
      ExactProbabilities.decide(row, result);
    }
    return result;
  }

  /** The probability of a class of an evaluated row. */
  static double probability(Logits row, int index) {
    double quick = quickProbability(row, index);
    if (Double.isNaN(quick) && row.refine()) {
      quick = quickProbability(row, index);
    }
    if (!Double.isNaN(quick)) {
      return quick;
    }
    double[] result = new double[row.classes()];
    result[index] = Double.NaN;
    ExactProbabilities.decide(row, result);
    return result[index];
  }

  /** The probability of a class of an evaluated row, or NaN if the two words do not decide it. */
  private static double quickProbability(Logits row, int index) {
    if (row.logit(index) - row.max() < ExpTable.LEAST_DIFFERENCE) {
      return 0.0;
    }
    if (index == row.maxIndex()) {
      return quickLargestProbability(row);
    }
    TwoWords power = row.exp(index);
    double total = total(row);
    double totalLow = totalLow(row, total);
    double quotient = power.high / total;
    double rest = Math.fma(-quotient, totalLow, Math.fma(-quotient, total, power.high) + power.low);
    power.set(quotient, rest / total);
    return power.roundedUnscaled(2.0 * row.relativeError());
  }

  /**
   * The same for the largest class, whose exponential is exactly 1, so only the sum has an error.
   */
  private static double quickLargestProbability(Logits row) {
    double total = total(row);
    double quotient = 1.0 / total;
    double rest = Math.fma(-quotient, totalLow(row, total), Math.fma(-quotient, total, 1.0));
    row.work.set(quotient, rest * quotient);
    return row.work.rounded(row.relativeError());
  }

  /** The sum of all exponentials: its nearest double, and the rest. */
  private static double total(Logits row) {
    return 1.0 + row.sum.high * ExpTable.INVERSE_SCALE;
  }

  private static double totalLow(Logits row, double total) {
    double s = row.sum.high * ExpTable.INVERSE_SCALE;
    return twoSum(1.0, s, total) + row.sum.low * ExpTable.INVERSE_SCALE;
  }

  static double[] logarithms(Logits row) {
    double[] result = new double[row.classes()];
    if (!row.isDefined()) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    row.evaluate();
    ExactLogarithm exact = null; // one for all classes that need it
    for (int i = 0; i < result.length; i++) {
      double loss = Double.POSITIVE_INFINITY;
      if (row.logit(i) != Double.NEGATIVE_INFINITY) {
        loss = LogitLoss.decided(row, i, 1.0);
      }
      if (Double.isNaN(loss)) {
        exact = exact == null ? new ExactLogarithm(row) : exact;
        loss = ExactLoss.ofClass(exact, row, i, 1.0);
      }
      result[i] = 0.0 - loss;
    }
    return result;
  }

  static double normaliser(Logits row) {
    if (!row.isDefined()) {
      return Double.NaN;
    }
    row.evaluate();
    double quick = quickNormaliser(row);
    if (Double.isNaN(quick) && row.refine()) {
      quick = quickNormaliser(row);
    }
    return Double.isNaN(quick) ? ExactLoss.ofNormaliser(row) : quick;
  }

  private static double quickNormaliser(Logits row) {
    double max = row.max();
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    double sum = max + log;
    row.work.set(sum, twoSum(max, log, sum) + row.log.low * ExpTable.INVERSE_SCALE);
    double error = (log + Math.abs(sum)) * row.relativeError();
    return Rounding.decides(row.work.high, row.work.low, error) ? row.work.high : Double.NaN;
  }
}
