// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

/** Cross-entropy of probabilities: the second step of the two-step form, after a softmax. */
public final class CrossEntropy {

  private CrossEntropy() {}

  /**
   * Returns the cross-entropy of probabilities against a distribution over the classes.
   *
   * <p><b>Method.</b> The negative sum over i of p_i log(q_i), with labels p and probabilities q.
   * From logits, in one step, the same quantity is {@link SoftmaxCrossEntropy#dense(float[],
   * float[])}, which avoids what the probabilities have lost to rounding.
   *
   * <p><b>Special cases.</b> A label of 0 always adds 0. A positive label on a probability of 0
   * gives +Infinity. A label on a probability that is NaN or negative, or a NaN label, gives NaN.
   * Neither array need add up to 1.
   *
   * <p><b>Accuracy.</b> Correctly rounded.
   *
   * <p><b>Source.</b> The definition; Ziv (1991), doi:10.1145/114697.116813, for the rounding.
   *
   * @param probabilities probability of each class, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the cross-entropy in nats
   * @throws IllegalArgumentException if probabilities is empty or labels of another length; the
   *     message holds both lengths
   */
  public static double ofProbabilities(double[] probabilities, double[] labels) {
    Arguments.checkProbabilities(probabilities.length, labels.length);
    return ProbabilityLoss.of(probabilities, labels, LossOptions.DEFAULT);
  }

  /**
   * Returns the cross-entropy of probabilities against a distribution over the classes, as {@link
   * #ofProbabilities(double[], double[])} does for the same numbers in double precision.
   *
   * @param probabilities probability of each class, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the cross-entropy in nats, correctly rounded to a double
   * @throws IllegalArgumentException if probabilities is empty or labels of another length; the
   *     message holds both lengths
   */
  public static double ofProbabilities(float[] probabilities, float[] labels) {
    return ofProbabilities(Arguments.widen(probabilities), Arguments.widen(labels));
  }

  /**
   * Returns the cross-entropy of probabilities against a distribution over the classes, as {@link
   * #ofProbabilities(double[], double[])} does for the same numbers in double precision.
   *
   * @param probabilities probability of each class, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the cross-entropy in nats, correctly rounded to a double
   * @throws IllegalArgumentException if probabilities is empty or labels of another length; the
   *     message holds both lengths
   */
  public static double ofProbabilities(float[] probabilities, double[] labels) {
    return ofProbabilities(Arguments.widen(probabilities), labels);
  }

  /**
   * Returns the cross-entropy of probabilities against a distribution over the classes, as {@link
   * #ofProbabilities(double[], double[])} does for the same numbers in double precision.
   *
   * @param probabilities probability of each class, shape [C], C of at least 1; not modified
   * @param labels label mass of each class, shape [C]; not modified
   * @return the cross-entropy in nats, correctly rounded to a double
   * @throws IllegalArgumentException if probabilities is empty or labels of another length; the
   *     message holds both lengths
   */
  public static double ofProbabilities(double[] probabilities, float[] labels) {
    return ofProbabilities(probabilities, Arguments.widen(labels));
  }
}
