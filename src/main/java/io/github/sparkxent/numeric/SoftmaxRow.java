// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.kernel.Logits;

/**
 * One row of logits, evaluated once for all its figures: losses, the largest class and its
 * probability, the rank of a label, the Brier score.
 *
 * <p>All results come from the same two words, the sum of exponentials and its logarithm, that
 * {@link SoftmaxCrossEntropy} and {@link Softmax} use, computed once a row. An object is for the
 * thread that made it, and takes one row after another. All objects of a thread share its memory,
 * so a row is valid until that thread takes or evaluates another row in any way.
 */
public final class SoftmaxRow {
  private final Logits row = Logits.ofThread();

  /** The probability of the largest logit, or NaN until it is needed. */
  private double confidence;

  /** Creates an object without a row; take one before you ask for a result. */
  public SoftmaxRow() {}

  /**
   * Takes a row and forgets the one before.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return this
   * @throws IllegalArgumentException if logits is empty
   */
  public SoftmaxRow load(float[] logits) {
    return load(logits, 0, logits.length);
  }

  /**
   * Takes a row that is part of an array, and forgets the one before.
   *
   * @param values unnormalised log-probabilities; not modified
   * @param from the index of the row's first
   * @param count how many the row has: C, at least 1
   * @return this
   * @throws IllegalArgumentException if count is 0
   */
  public SoftmaxRow load(float[] values, int from, int count) {
    Arguments.checkClasses(count);
    row.load(values, from, count);
    confidence = Double.NaN;
    return this;
  }

  /**
   * Takes a row and forgets the one before.
   *
   * @param logits unnormalised log-probabilities, shape [C], C of at least 1; not modified
   * @return this
   * @throws IllegalArgumentException if logits is empty
   */
  public SoftmaxRow load(double[] logits) {
    return load(logits, 0, logits.length);
  }

  /**
   * Takes a row that is part of an array, and forgets the one before.
   *
   * @param values unnormalised log-probabilities; not modified
   * @param from the index of the row's first
   * @param count how many the row has: C, at least 1
   * @return this
   * @throws IllegalArgumentException if count is 0
   */
  public SoftmaxRow load(double[] values, int from, int count) {
    Arguments.checkClasses(count);
    row.load(values, from, count);
    confidence = Double.NaN;
    return this;
  }

  /**
   * Tells whether the next row of this thread is better evaluated in a {@code BlockKernel} than on
   * its own: not before the thread has had enough such rows to pay for the warm-up of the vector
   * code, and never without vector code.
   *
   * @param numClasses C of that row
   * @return true if so
   */
  public boolean prefersBlock(int numClasses) {
    return row.prefersBlock(numClasses);
  }

  /**
   * Returns the number of classes.
   *
   * @return C
   */
  public int numClasses() {
    return row.classes();
  }

  /**
   * Tells whether the row has a softmax.
   *
   * @return false if a logit is NaN or +Infinity, or all are -Infinity
   */
  public boolean isDefined() {
    return row.isDefined();
  }

  /**
   * Tells whether a logit is NaN, for a row that is not defined.
   *
   * @return whether a logit is NaN
   */
  public boolean hasNaN() {
    for (int i = 0; i < row.classes(); i++) {
      if (Double.isNaN(row.logit(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the loss against a class id: {@link SoftmaxCrossEntropy#sparse(double[], long,
   * LossOptions)}.
   *
   * @param label class id in [0, C)
   * @param options smoothing and class weights; the ignored label does not matter
   * @return the loss in nats, correctly rounded; NaN if the row is not defined
   * @throws IllegalArgumentException if label is outside [0, C), or the class weights of another
   *     number; the message holds both numbers
   */
  public double loss(long label, LossOptions options) {
    Arguments.checkWeights(row.classes(), options);
    Arguments.checkLabel(label, row.classes());
    return LogitLoss.ofClass(row, (int) label, options);
  }

  /**
   * Returns the loss against a distribution: {@link SoftmaxCrossEntropy#dense(double[], double[],
   * LossOptions)}.
   *
   * @param labels label mass of each class, shape [C]; not modified
   * @param options smoothing and class weights
   * @return the loss in nats, correctly rounded; NaN if the row is not defined
   * @throws IllegalArgumentException if labels or the class weights are of another length; the
   *     message holds both lengths
   */
  public double loss(double[] labels, LossOptions options) {
    Arguments.checkLengths(row.classes(), labels.length);
    Arguments.checkWeights(row.classes(), options);
    return LogitLoss.ofDistribution(row.withLabels(labels), options);
  }

  /**
   * Returns the first index of the largest logit of a defined row.
   *
   * @return the predicted class, in [0, C)
   */
  public int argmax() {
    return row.maxIndex();
  }

  /**
   * Returns the probability of a class of a defined row.
   *
   * @param index the class, in [0, C)
   * @return exp(z_i) / sum over j of exp(z_j), correctly rounded
   */
  public double probability(int index) {
    if (index == row.maxIndex()) {
      return confidence();
    }
    row.evaluate();
    return LogitSoftmax.probability(row, index);
  }

  private double confidence() {
    if (Double.isNaN(confidence)) {
      row.evaluate();
      confidence = LogitSoftmax.probability(row, row.maxIndex());
    }
    return confidence;
  }

  /**
   * Returns how many classes come before one of a defined row when they are sorted by falling
   * logit, equal ones by index.
   *
   * @param index the class, in [0, C)
   * @return its rank, 0 for {@link #argmax}
   */
  public int rank(int index) {
    return index == row.maxIndex() ? 0 : row.rank(index);
  }

  /**
   * Returns the Brier score of a defined row against a class id.
   *
   * <p><b>Method.</b> With p the softmax and k its largest class: 1 - 2 p_y + p_k^2 (1 + sum over j
   * != k of exp(z_j - z_k)^2), which is the sum over c of (p_c - [c = y])^2.
   *
   * <p><b>Accuracy.</b> Within C * 2^-52 of the exact value, absolutely. The operations and their
   * order are fixed, so the bits are the same everywhere.
   *
   * @param label class id in [0, C)
   * @return the score, in [0, 2]
   */
  public double brierScore(int label) {
    double squaredNorm = squaredNorm();
    return Math.max(0.0, squaredNorm - 2.0 * nearProbability(label) + 1.0);
  }

  /**
   * Returns the Brier score of a defined row against a distribution: the sum over c of (p_c -
   * y_c)^2.
   *
   * <p><b>Accuracy.</b> As of {@link #brierScore(int)}.
   *
   * @param labels label mass of each class, shape [C]; not modified
   * @return the score, not negative
   */
  public double brierScore(double[] labels) {
    double products = 0.0;
    double squares = 0.0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0.0) {
        products += labels[i] * nearProbability(i);
        squares += labels[i] * labels[i];
      }
    }
    return Math.max(0.0, squaredNorm() - 2.0 * products + squares);
  }

  /**
   * Returns the margin of a class of a defined row: its probability minus the largest of the
   * others, of which there is 0 where C is 1.
   *
   * <p><b>Method.</b> With k the first class of the largest logit, p_k (1 - exp(z_j - z_k)), j the
   * next largest, if the class is k; else p_k (exp(z_y - z_k) - 1). So it is below 0 only if
   * another logit is larger.
   *
   * <p><b>Accuracy.</b> Within 2^-52 of the exact value, absolutely. The operations and their order
   * are fixed, so the bits are the same everywhere.
   *
   * @param index the class y, in [0, C)
   * @return the margin, in [-1, 1], never -0.0
   */
  public double margin(int index) {
    double largest = confidence();
    return index == row.maxIndex()
        ? largest * (1.0 - row.largestOther())
        : largest * (row.nearExp(index) - 1.0) + 0.0;
  }

  /** Returns the probability of a class within 1.5 * 2^-53 of itself. */
  private double nearProbability(int index) {
    return index == row.maxIndex() ? confidence() : confidence() * row.nearExp(index);
  }

  /** Returns the sum of the squared probabilities. */
  private double squaredNorm() {
    double largest = confidence();
    return largest * largest * (1.0 + row.sumOfSquares());
  }
}
