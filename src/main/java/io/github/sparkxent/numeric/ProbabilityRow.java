// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

/**
 * One row of probabilities, or of their logarithms, used as they are given: nothing is normalised.
 *
 * <p>It gives for the output of a softmax or log-softmax what {@link SoftmaxRow} gives for logits.
 * A row of log-probabilities that should be normalised is a row of logits. Immutable.
 */
public final class ProbabilityRow {
  private final double[] values;
  private final boolean logarithms;

  private ProbabilityRow(double[] values, boolean logarithms) {
    if (values.length == 0) {
      throw new IllegalArgumentException("probabilities has 0 classes");
    }
    this.values = values;
    this.logarithms = logarithms;
  }

  /**
   * Takes a row of probabilities.
   *
   * @param probabilities probability of each class, shape [C], C of at least 1; not copied, not
   *     modified
   * @return the row
   * @throws IllegalArgumentException if it has no classes
   */
  public static ProbabilityRow ofProbabilities(double[] probabilities) {
    return new ProbabilityRow(probabilities, false);
  }

  /**
   * Takes a row of log-probabilities.
   *
   * @param logProbabilities logarithm of the probability of each class, shape [C], C of at least 1;
   *     not copied, not modified
   * @return the row
   * @throws IllegalArgumentException if it has no classes
   */
  public static ProbabilityRow ofLogProbabilities(double[] logProbabilities) {
    return new ProbabilityRow(logProbabilities, true);
  }

  /**
   * Returns the number of classes.
   *
   * @return C
   */
  public int numClasses() {
    return values.length;
  }

  /**
   * Tells whether each value can be a probability or the logarithm of one.
   *
   * @return false if a probability is negative, infinite or NaN, or a logarithm +Infinity or NaN
   */
  public boolean isDefined() {
    for (double value : values) {
      if (!(value <= Double.MAX_VALUE && (logarithms || value >= 0.0))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the sum of the probabilities, which should be 1 up to the rounding of each.
   *
   * @return the sum, added from the first class to the last
   */
  public double sum() {
    double sum = 0.0;
    for (int i = 0; i < values.length; i++) {
      sum += probability(i);
    }
    return sum;
  }

  /**
   * Returns the loss against a class id.
   *
   * <p><b>Method.</b> As against the distribution with all mass on the class.
   *
   * <p><b>Special cases, accuracy.</b> As of {@link #loss(double[], LossOptions)}.
   *
   * @param label class id in [0, C)
   * @param options smoothing and class weights; the ignored label does not matter
   * @return the loss in nats
   * @throws IllegalArgumentException if label is outside [0, C), or the class weights of another
   *     number; the message holds both numbers
   */
  public double loss(long label, LossOptions options) {
    Arguments.checkWeights(values.length, options);
    Arguments.checkLabel(label, values.length);
    if (options.labelSmoothing() != 0.0) {
      double[] labels = new double[values.length];
      labels[(int) label] = 1.0;
      return loss(labels, options);
    }
    double value = values[(int) label];
    double weight = options.weightOf(label);
    return logarithms
        ? LogProbabilityLoss.ofClass(value, weight)
        : ProbabilityLoss.of(new double[] {value}, new double[] {weight}, LossOptions.DEFAULT);
  }

  /**
   * Returns the loss against a distribution.
   *
   * <p><b>Method.</b> The negative sum over c of w_c ((1 - e) p_c + e / C) log(q_c), with labels p,
   * probabilities q, class weights w and smoothing e. Log-probabilities stand for log(q_c) as
   * given.
   *
   * <p><b>Special cases.</b> A coefficient of 0 always adds 0; a positive one on a probability of 0
   * gives +Infinity. NaN if a value, a label or a weight that counts is NaN. A zero is +0.0. The
   * loss of a probability above 1 is negative.
   *
   * <p><b>Accuracy.</b> Correctly rounded.
   *
   * <p><b>Source.</b> The definition; Ziv (1991), doi:10.1145/114697.116813, for the rounding.
   *
   * @param labels label mass of each class, finite and not negative, shape [C]; not modified
   * @param options smoothing and class weights
   * @return the loss in nats
   * @throws IllegalArgumentException if labels or the class weights are of another length; the
   *     message holds both lengths
   */
  public double loss(double[] labels, LossOptions options) {
    Arguments.checkProbabilities(values.length, labels.length);
    Arguments.checkWeights(values.length, options);
    return logarithms
        ? LogProbabilityLoss.of(values, labels, options)
        : ProbabilityLoss.of(values, labels, options);
  }

  /**
   * Returns the first index of the largest value.
   *
   * @return the predicted class, in [0, C)
   */
  public int argmax() {
    return Softmax.argmax(values);
  }

  /**
   * Returns the probability of a class.
   *
   * @param index the class, in [0, C)
   * @return it as given; of a logarithm StrictMath's exponential, within 1 ulp
   */
  public double probability(int index) {
    return logarithms ? StrictMath.exp(values[index]) : values[index];
  }

  /**
   * Returns how many classes come before one when they are sorted by falling value, equal ones by
   * index.
   *
   * @param index the class, in [0, C)
   * @return its rank, 0 for {@link #argmax}
   */
  public int rank(int index) {
    int rank = 0;
    for (int i = 0; i < values.length; i++) {
      rank += values[i] > values[index] || (values[i] == values[index] && i < index) ? 1 : 0;
    }
    return rank;
  }

  /**
   * Returns the margin of a class: its probability minus the largest of the others, of which there
   * is 0 where C is 1.
   *
   * @param index the class, in [0, C)
   * @return the difference of the two {@link #probability}, rounded once
   */
  public double margin(int index) {
    double largest = 0.0;
    for (int i = 0; i < values.length; i++) {
      largest = i == index ? largest : Math.max(largest, probability(i));
    }
    return probability(index) - largest;
  }

  /**
   * Returns the Brier score against a class id: the sum over c of (q_c - [c = y])^2.
   *
   * <p><b>Accuracy.</b> Within C * 2^-52 of the exact value, absolutely. The operations and their
   * order are fixed, so the bits are the same everywhere.
   *
   * @param label class id in [0, C)
   * @return the score, not negative
   */
  public double brierScore(int label) {
    double score = 0.0;
    for (int i = 0; i < values.length; i++) {
      double distance = probability(i) - (i == label ? 1.0 : 0.0);
      score += distance * distance;
    }
    return score;
  }

  /**
   * Returns the Brier score against a distribution: the sum over c of (q_c - y_c)^2.
   *
   * <p><b>Accuracy.</b> As of {@link #brierScore(int)}.
   *
   * @param labels label mass of each class, shape [C]; not modified
   * @return the score, not negative
   */
  public double brierScore(double[] labels) {
    double score = 0.0;
    for (int i = 0; i < values.length; i++) {
      double distance = probability(i) - labels[i];
      score += distance * distance;
    }
    return score;
  }
}
