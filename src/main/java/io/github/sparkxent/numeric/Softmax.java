// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.kernel.Logits;

/**
 * The softmax of a row of logits, its logarithm, its normaliser and its largest class.
 *
 * <p><b>Special cases.</b> If a logit is NaN or +Infinity, or all are -Infinity, each result is
 * NaN. A logit of -Infinity is a masked class: probability 0, logarithm -Infinity, and it adds
 * nothing to the normaliser.
 *
 * <p><b>Accuracy.</b> Correctly rounded: each result is the double nearest to the exact value.
 *
 * <p><b>Source.</b> Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038. Thread-safe.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * Returns the probabilities exp(z_i) / sum over j of exp(z_j).
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return a new array, shape [C]; each element correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double[] softmax(float[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.probabilities(Logits.of(logits));
  }

  /**
   * Returns the probabilities exp(z_i) / sum over j of exp(z_j).
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return a new array, shape [C]; each element correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double[] softmax(double[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.probabilities(Logits.of(logits));
  }

  /**
   * Returns the logarithms of the probabilities: for each class the negative of its loss.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return a new array, shape [C], in nats, never positive; each element correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double[] logSoftmax(float[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.logarithms(Logits.of(logits));
  }

  /**
   * Returns the logarithms of the probabilities: for each class the negative of its loss.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return a new array, shape [C], in nats, never positive; each element correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double[] logSoftmax(double[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.logarithms(Logits.of(logits));
  }

  /**
   * Returns log(sum over j of exp(z_j)), the normaliser of a row.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return the normaliser, correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double logSumExp(float[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.normaliser(Logits.of(logits));
  }

  /**
   * Returns log(sum over j of exp(z_j)), the normaliser of a row.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return the normaliser, correctly rounded
   * @throws IllegalArgumentException if logits is empty
   */
  public static double logSumExp(double[] logits) {
    Arguments.checkClasses(logits.length);
    return LogitSoftmax.normaliser(Logits.of(logits));
  }

  /**
   * Returns the first index of the largest logit; of the first NaN if there is one. Zeros of either
   * sign are equal.
   *
   * @param logits any numbers, at least one; not modified
   * @return an index in [0, C)
   * @throws IllegalArgumentException if logits is empty
   */
  public static int argmax(float[] logits) {
    Arguments.checkClasses(logits.length);
    int index = 0;
    for (int i = 0; i < logits.length; i++) {
      if (Float.isNaN(logits[i])) {
        return i;
      }
      index = logits[i] > logits[index] ? i : index;
    }
    return index;
  }

  /**
   * Returns the first index of the largest logit; of the first NaN if there is one. Zeros of either
   * sign are equal.
   *
   * @param logits any numbers, at least one; not modified
   * @return an index in [0, C)
   * @throws IllegalArgumentException if logits is empty
   */
  public static int argmax(double[] logits) {
    Arguments.checkClasses(logits.length);
    int index = 0;
    for (int i = 0; i < logits.length; i++) {
      if (Double.isNaN(logits[i])) {
        return i;
      }
      index = logits[i] > logits[index] ? i : index;
    }
    return index;
  }
}
