// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.hard.ExactExpSum;
import io.github.sparkxent.numeric.hard.ExactLogarithm;
import io.github.sparkxent.numeric.hard.ExactLoss;
import io.github.sparkxent.numeric.hard.ThreeWordExp;
import io.github.sparkxent.numeric.hard.ThreeWordSum;
import io.github.sparkxent.numeric.hard.ThreeWords;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWords;
import java.math.BigInteger;
import java.util.Arrays;

/** Probabilities, their logarithms and the normaliser from the two words of a row. */
public final class LogitSoftmax {

  /** More than three words have. */
  private static final int FIRST_BITS = 256;

  /** No double is so small that a probability below 2^-1100 rounds to it. */
  private static final int LEAST_BITS = 1100;

  private LogitSoftmax() {}

  static double[] probabilities(Logits row) {
    double[] result = new double[row.classes()];
    if (!row.isDefined()) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    row.evaluate();
    row.refine(); // with so many results, one of them would ask for it
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      result[i] = quickProbability(row, i);
      decided &= !Double.isNaN(result[i]);
    }
    if (!decided) {
      decide(row, result);
    }
    return result;
  }

  /** The probability of a class of an evaluated row. */
  static double probability(Logits row, int index) {
    double quick = quickProbability(row, index);
    if (Double.isNaN(quick) && row.refine()) {
      quick = quickProbability(row, index);
    }
    return Double.isNaN(quick) ? exactProbability(row, index) : quick;
  }

  /** The probability of the largest class of an evaluated row. */
  static double largestProbability(Logits row) {
    double quick = quickLargestProbability(row);
    if (Double.isNaN(quick) && row.refine()) {
      quick = quickLargestProbability(row);
    }
    return Double.isNaN(quick) ? exactProbability(row, row.maxIndex()) : quick;
  }

  private static double exactProbability(Logits row, int index) {
    double[] result = new double[row.classes()];
    result[index] = Double.NaN;
    decide(row, result);
    return result[index];
  }

  /** Puts in what is NaN: by three words, then by integers of more bits each time. */
  private static void decide(Logits row, double[] result) {
    boolean decided = byThreeWords(row, result);
    for (int bits = FIRST_BITS; !decided; bits *= 2) {
      decided = exactProbabilities(row, bits, result);
    }
  }

  /** Puts in what is NaN and three words decide; false if something is left. */
  private static boolean byThreeWords(Logits row, double[] result) {
    double second = row.secondLargest();
    if (row.max() - second > ThreeWordExp.GREATEST_DISTANCE) {
      return false;
    }
    ThreeWordSum others = ThreeWordSum.of(row, second);
    int bits = others.bits();
    BigInteger total = BigInteger.ONE.shiftLeft(bits).add(others.value());
    BigInteger error = BigInteger.valueOf(ThreeWordExp.ERROR);
    ThreeWordExp exponential = new ThreeWordExp(row.max(), 0.0);
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      if (Double.isNaN(result[i])) {
        exponential.exp(row.logit(i));
        BigInteger power = exponential.value().units();
        int shift = ThreeWords.BITS - exponential.octave() - bits;
        double low = quotient(power.subtract(error), total.add(others.error()), bits, shift);
        double high = quotient(power.add(error), total.subtract(others.error()), bits, shift);
        result[i] = low == high ? low : Double.NaN;
        decided &= low == high;
      }
    }
    return decided;
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

  /** The same of the largest class, whose exponential is exactly 1: only the sum may be off. */
  private static double quickLargestProbability(Logits row) {
    double total = total(row);
    double quotient = 1.0 / total;
    double rest = Math.fma(-quotient, totalLow(row, total), Math.fma(-quotient, total, 1.0));
    row.work.set(quotient, rest * quotient);
    return row.work.rounded(row.relativeError());
  }

  /** The sum of all exponentials, and what it is more than its nearest double. */
  private static double total(Logits row) {
    return 1.0 + row.sum.high * ExpTable.INVERSE_SCALE;
  }

  private static double totalLow(Logits row, double total) {
    double s = row.sum.high * ExpTable.INVERSE_SCALE;
    double part = total - 1.0;
    return ((1.0 - (total - part)) + (s - part)) + row.sum.low * ExpTable.INVERSE_SCALE;
  }

  /** Puts in what is still NaN; false if these many bits do not decide all of it. */
  private static boolean exactProbabilities(Logits row, int bits, double[] result) {
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger error = BigInteger.valueOf(result.length + 4L);
    BigInteger total = ExactExpSum.of(row, bits, 0).value().add(one);
    Dyadic max = Dyadic.of(row.max());
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      if (Double.isNaN(result[i])) {
        int shift = ExactExpSum.shift(row.max(), row.logit(i), LEAST_BITS);
        BigInteger power = FixedPoint.exp(Dyadic.of(row.logit(i)).minus(max), bits, shift);
        BigInteger least = power.subtract(error).max(BigInteger.ZERO);
        double low = quotient(least, total.add(error), bits, shift);
        double high = quotient(power.add(error), total.subtract(error), bits, shift);
        result[i] = low == high ? low : Double.NaN;
        decided &= low == high;
      }
    }
    return decided;
  }

  /** The quotient, of which the numerator is in units of 2^-(bits + shift). */
  private static double quotient(
      BigInteger numerator, BigInteger denominator, int bits, int shift) {
    return new Dyadic(numerator.shiftLeft(bits).divide(denominator), -bits - shift).toDouble();
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
    double part = sum - max;
    double rest = ((max - (sum - part)) + (log - part)) + row.log.low * ExpTable.INVERSE_SCALE;
    row.work.set(sum, rest);
    double error = (log + Math.abs(sum)) * row.relativeError();
    return Rounding.decides(row.work.high, row.work.low, error) ? row.work.high : Double.NaN;
  }
}
