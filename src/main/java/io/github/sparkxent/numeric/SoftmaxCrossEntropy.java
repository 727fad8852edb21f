// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.kernel.Logits;

/**
 * Softmax cross-entropy of one row of logits, in one numerically stable step.
 *
 * <p><b>Method.</b> With k the first index of the largest logit and S the sum of exp(z_j - z_k)
 * over j != k, the loss of class y is (z_k - z_y) + log1p(S). A distribution p gives the sum over
 * its non-zero entries of p_i times the loss of class i. Label smoothing e and class weights w
 * replace p_i by w_i ((1 - e) p_i + e / C).
 *
 * <p><b>Special cases</b>, in this order. No classes, labels or class weights of another number:
 * IllegalArgumentException. An ignored label: 0, and the logits are not looked at. A class id
 * outside [0, C): IllegalArgumentException. A logit that is NaN or +Infinity, or all logits
 * -Infinity: NaN. A coefficient of 0 always adds 0; a positive one on a logit of -Infinity (a
 * masked class) gives +Infinity, a negative one -Infinity, both NaN. Labels are used as given,
 * whatever they add up to. A zero is +0.0.
 *
 * <p><b>Accuracy.</b> Correctly rounded: the result is the double nearest to the exact loss of the
 * given numbers, and so the same on every machine.
 *
 * <p><b>Source.</b> Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038, for the
 * formula; Ziv (1991), doi:10.1145/114697.116813, for the rounding. Thread-safe.
 */
public final class SoftmaxCrossEntropy {

  private SoftmaxCrossEntropy() {}

  /**
   * Returns the loss of a row against its class id.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param label class id in [0, C)
   * @return the loss in nats, never negative; correctly rounded
   * @throws IllegalArgumentException if logits is empty or label outside [0, C); the message holds
   *     both numbers
   */
  public static double sparse(float[] logits, long label) {
    return sparse(logits, label, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against its class id.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param label class id in [0, C)
   * @return the loss in nats, never negative; correctly rounded
   * @throws IllegalArgumentException if logits is empty or label outside [0, C); the message holds
   *     both numbers
   */
  public static double sparse(double[] logits, long label) {
    return sparse(logits, label, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against its class id, with smoothing, class weights, an ignored
   * label.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param label class id in [0, C), or the ignored label
   * @param options how the loss differs from the plain one
   * @return the loss in nats, never negative; correctly rounded
   * @throws IllegalArgumentException if logits is empty, label outside [0, C), or the class weights
   *     of another number; the message holds both numbers
   */
  public static double sparse(float[] logits, long label, LossOptions options) {
    checkSparse(logits.length, options);
    if (options.ignores(label)) {
      return 0.0;
    }
    Arguments.checkLabel(label, logits.length);
    return LogitLoss.ofClass(Logits.of(logits), (int) label, options);
  }

  /**
   * Returns the loss of a row against its class id, with smoothing, class weights, an ignored
   * label.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param label class id in [0, C), or the ignored label
   * @param options how the loss differs from the plain one
   * @return the loss in nats, never negative; correctly rounded
   * @throws IllegalArgumentException if logits is empty, label outside [0, C), or the class weights
   *     of another number; the message holds both numbers
   */
  public static double sparse(double[] logits, long label, LossOptions options) {
    checkSparse(logits.length, options);
    if (options.ignores(label)) {
      return 0.0;
    }
    Arguments.checkLabel(label, logits.length);
    return LogitLoss.ofClass(Logits.of(logits), (int) label, options);
  }

  private static void checkSparse(int classes, LossOptions options) {
    Arguments.checkClasses(classes);
    Arguments.checkWeights(classes, options);
  }

  /**
   * Returns the loss of a row against a distribution over the classes.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty or labels of another length; the message
   *     holds both lengths
   */
  public static double dense(float[] logits, float[] labels) {
    return dense(logits, labels, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against a distribution over the classes.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty or labels of another length; the message
   *     holds both lengths
   */
  public static double dense(float[] logits, double[] labels) {
    return dense(logits, labels, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against a distribution over the classes.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty or labels of another length; the message
   *     holds both lengths
   */
  public static double dense(double[] logits, float[] labels) {
    return dense(logits, labels, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against a distribution over the classes.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty or labels of another length; the message
   *     holds both lengths
   */
  public static double dense(double[] logits, double[] labels) {
    return dense(logits, labels, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss of a row against a distribution over the classes, with smoothing and class
   * weights.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @param options how the loss differs from the plain one; its ignored label has no meaning here
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty, or labels or the class weights of another
   *     length; the message holds both lengths
   */
  public static double dense(float[] logits, float[] labels, LossOptions options) {
    checkDense(logits.length, labels.length, options);
    return LogitLoss.ofDistribution(Logits.of(logits).withLabels(labels), options);
  }

  /**
   * Returns the loss of a row against a distribution over the classes, with smoothing and class
   * weights.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @param options how the loss differs from the plain one; its ignored label has no meaning here
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty, or labels or the class weights of another
   *     length; the message holds both lengths
   */
  public static double dense(float[] logits, double[] labels, LossOptions options) {
    checkDense(logits.length, labels.length, options);
    return LogitLoss.ofDistribution(Logits.of(logits).withLabels(labels), options);
  }

  /**
   * Returns the loss of a row against a distribution over the classes, with smoothing and class
   * weights.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @param options how the loss differs from the plain one; its ignored label has no meaning here
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty, or labels or the class weights of another
   *     length; the message holds both lengths
   */
  public static double dense(double[] logits, float[] labels, LossOptions options) {
    checkDense(logits.length, labels.length, options);
    return LogitLoss.ofDistribution(Logits.of(logits).withLabels(labels), options);
  }

  /**
   * Returns the loss of a row against a distribution over the classes, with smoothing and class
   * weights.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @param options how the loss differs from the plain one; its ignored label has no meaning here
   * @return the loss in nats; correctly rounded
   * @throws IllegalArgumentException if logits is empty, or labels or the class weights of another
   *     length; the message holds both lengths
   */
  public static double dense(double[] logits, double[] labels, LossOptions options) {
    checkDense(logits.length, labels.length, options);
    return LogitLoss.ofDistribution(Logits.of(logits).withLabels(labels), options);
  }

  private static void checkDense(int classes, int labels, LossOptions options) {
    Arguments.checkLengths(classes, labels);
    Arguments.checkWeights(classes, options);
  }
}
