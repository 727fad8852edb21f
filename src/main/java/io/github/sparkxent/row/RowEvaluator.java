// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.Softmax;
import io.github.sparkxent.numeric.SoftmaxRow;
import io.github.sparkxent.numeric.kernel.BlockKernel;

/**
 * Classes a row as evaluated, ignored or invalid, and evaluates it.
 *
 * <p>The tests run in the order of {@link RowStatus}. {@link #beforeLogits(long)} makes those that
 * come before the logits are looked at, {@code evaluate} makes the others. For the thread that made
 * it.
 */
public final class RowEvaluator {
  /** How many rows can wait to be evaluated side by side. */
  public static final int MOST_WAITING = BlockKernel.ROWS;

  private final LossOptions options;
  private final int numClasses;
  private final double labelSumTolerance;
  private final ProbabilityEvaluator probabilities;

  /** Whether the loss of a class id is that of {@link LossOptions#DEFAULT}. */
  private final boolean isPlain;

  private final SoftmaxRow softmax = new SoftmaxRow();

  /** Null until a row waits. */
  private BlockKernel block;

  /**
   * Creates an evaluator of logits.
   *
   * @param options smoothing, class weights and ignored label
   * @param numClasses the number of classes that every row must have, or 0 for any
   * @param labelSumTolerance how far from one the sum of a label distribution may be
   * @throws IllegalArgumentException if {@code numClasses} is negative or not the number of class
   *     weights, or the tolerance negative or NaN
   */
  public RowEvaluator(LossOptions options, int numClasses, double labelSumTolerance) {
    this(options, numClasses, labelSumTolerance, PredictionKind.LOGITS, 0);
  }

  /**
   * Creates an evaluator.
   *
   * @param options smoothing, class weights and ignored label
   * @param numClasses the number of classes that every row must have, or 0 for any
   * @param labelSumTolerance how far from one the sum of a label distribution may be
   * @param kind what the numbers of a prediction are
   * @param probabilitySumTolerance how far from one the sum of probabilities may be
   * @throws IllegalArgumentException if {@code numClasses} is negative or not the number of class
   *     weights, or a tolerance negative or NaN
   */
  public RowEvaluator(
      LossOptions options,
      int numClasses,
      double labelSumTolerance,
      PredictionKind kind,
      double probabilitySumTolerance) {
    if (numClasses < 0) {
      throw new IllegalArgumentException("num_classes is " + numClasses + ", expected 0 or more");
    }
    if (options.hasClassWeights() && options.classWeights().length != numClasses) {
      throw new IllegalArgumentException(
          "num_classes is "
              + numClasses
              + " with "
              + options.classWeights().length
              + " class weights");
    }
    if (!(labelSumTolerance >= 0)) {
      throw new IllegalArgumentException(
          "label_sum_tolerance is " + labelSumTolerance + ", expected 0 or more");
    }
    this.options = options;
    this.numClasses = numClasses;
    this.labelSumTolerance = labelSumTolerance;
    probabilities =
        kind == PredictionKind.LOGITS
            ? null
            : new ProbabilityEvaluator(kind, options, probabilitySumTolerance);
    isPlain = probabilities == null && options.labelSmoothing() == 0 && !options.hasClassWeights();
  }

  /** Tests a class id before the logits are looked at: {@code IGNORED} or null. */
  public RowStatus beforeLogits(long label) {
    return options.ignores(label) ? RowStatus.IGNORED : null;
  }

  /** Tests a class id in floating point: {@code LABEL_NOT_INTEGER}, {@code IGNORED} or null. */
  public RowStatus beforeLogits(double label) {
    return StrictMath.rint(label) == label && !Double.isInfinite(label)
        ? beforeLogits((long) label)
        : RowStatus.LABEL_NOT_INTEGER;
  }

  /**
   * Tells whether a row of floats with a class id that has passed {@code beforeLogits} may wait to
   * be evaluated beside others, and better does: a row with a loss that nothing is added to, of few
   * classes and with a valid label and weight, once this thread has evaluated enough of them.
   */
  public boolean mayWait(int numClasses, long label, double weight) {
    return isPlain
        && statusOf(numClasses, label) == null
        && isValidWeight(weight, 1.0)
        && softmax.prefersBlock(numClasses);
  }

  /** Sets a logit of one of up to {@link #MOST_WAITING} rows that wait. */
  public void setLogit(int row, int index, float logit) {
    block().setLogit(row, index, logit);
  }

  /** Evaluates the first rows of columns, which have labels and weights, side by side. */
  public void evaluateWaiting(int numClasses, RowColumns rows, int count) {
    block().evaluate(numClasses, rows);
    for (int i = 0; i < count; i++) {
      if (block.isDecided(i)) {
        rows.set(i, RowStatus.EVALUATED, numClasses);
        rows.labelWeights[i] = LabelWeight.ONE;
        rows.distributions[i] = null;
      } else {
        evaluate(block.logits(i, numClasses), rows.labels[i], rows.weights[i], rows, i);
      }
    }
  }

  private BlockKernel block() {
    if (block == null) {
      block = BlockKernel.create();
    }
    return block;
  }

  /** Evaluates a row with a class id that has passed {@code beforeLogits}, to a row of columns. */
  public void evaluate(float[] logits, long label, double weight, RowColumns rows, int at) {
    RowStatus status = statusOf(logits.length, label);
    if (status != null) {
      rows.set(at, status, logits.length);
    } else if (probabilities == null) {
      evaluate(softmax.load(logits), (int) label, weight, rows, at);
    } else {
      probabilities.evaluate(ProbabilityEvaluator.widen(logits), (int) label, weight, rows, at);
    }
  }

  /** Evaluates a row with a class id that has passed {@code beforeLogits}, to a row of columns. */
  public void evaluate(double[] logits, long label, double weight, RowColumns rows, int at) {
    RowStatus status = statusOf(logits.length, label);
    if (status != null) {
      rows.set(at, status, logits.length);
    } else if (probabilities == null) {
      evaluate(softmax.load(logits), (int) label, weight, rows, at);
    } else {
      probabilities.evaluate(logits, (int) label, weight, rows, at);
    }
  }

  /** Evaluates a row with a label distribution, NaN for a null entry, to a row of columns. */
  public void evaluate(float[] logits, double[] labels, double weight, RowColumns rows, int at) {
    RowStatus status = statusOf(logits.length, labels);
    if (status != null) {
      rows.set(at, status, logits.length);
    } else if (probabilities == null) {
      evaluate(softmax.load(logits), labels, weight, rows, at);
    } else {
      probabilities.evaluate(ProbabilityEvaluator.widen(logits), labels, weight, rows, at);
    }
  }

  /** Evaluates a row with a label distribution, NaN for a null entry, to a row of columns. */
  public void evaluate(double[] logits, double[] labels, double weight, RowColumns rows, int at) {
    RowStatus status = statusOf(logits.length, labels);
    if (status != null) {
      rows.set(at, status, logits.length);
    } else if (probabilities == null) {
      evaluate(softmax.load(logits), labels, weight, rows, at);
    } else {
      probabilities.evaluate(logits, labels, weight, rows, at);
    }
  }

  private void evaluate(SoftmaxRow row, int label, double weight, RowColumns rows, int at) {
    LabelWeight labelWeight = LabelWeight.of(options.weightOf(label));
    RowStatus status = statusOf(row, weight, labelWeight);
    rows.set(at, status, row.numClasses());
    if (status == RowStatus.EVALUATED) {
      rows.losses[at] = row.loss(label, options);
      rows.brierScores[at] = row.brierScore(label);
      rows.distributions[at] = null;
      finish(row, weight, labelWeight, label, rows, at);
    }
  }

  private void evaluate(SoftmaxRow row, double[] labels, double weight, RowColumns rows, int at) {
    LabelWeight labelWeight = LabelWeight.of(labels, options);
    RowStatus status = statusOf(row, weight, labelWeight);
    rows.set(at, status, row.numClasses());
    if (status == RowStatus.EVALUATED) {
      rows.losses[at] = row.loss(labels, options);
      rows.brierScores[at] = row.brierScore(labels);
      rows.distributions[at] = labels;
      finish(row, weight, labelWeight, Softmax.argmax(labels), rows, at);
    }
  }

  /** Sets all of a row that has its loss and Brier score. */
  private static void finish(
      SoftmaxRow row, double weight, LabelWeight labelWeight, int label, RowColumns rows, int at) {
    if (!(rows.losses[at] > Double.NEGATIVE_INFINITY)) { // by a class weight that is NaN or huge
      rows.set(at, RowStatus.INVALID_WEIGHT, row.numClasses());
      return;
    }
    int prediction = row.argmax();
    rows.weights[at] = weight;
    rows.labelWeights[at] = labelWeight;
    rows.margins[at] = row.margin(label);
    rows.labels[at] = label;
    rows.predictions[at] = prediction;
    rows.ranks[at] = row.rank(label);
    rows.confidences[at] = row.probability(prediction);
  }

  /** Tests the values of the logits and the weight. */
  private static RowStatus statusOf(SoftmaxRow row, double weight, LabelWeight labelWeight) {
    if (!row.isDefined()) {
      return row.hasNaN() ? RowStatus.NAN_LOGIT : RowStatus.INFINITE_LOGIT;
    }
    return isValidWeight(weight, labelWeight.nearest())
        ? RowStatus.EVALUATED
        : RowStatus.INVALID_WEIGHT;
  }

  static boolean isValidWeight(double weight, double labelWeight) {
    return weight >= 0 && weight <= Double.MAX_VALUE && weight * labelWeight <= Double.MAX_VALUE;
  }

  private RowStatus statusOf(int length, long label) {
    RowStatus status = statusOf(length);
    if (status == null && (label < 0 || label >= length)) {
      return RowStatus.LABEL_OUT_OF_RANGE;
    }
    return status;
  }

  private RowStatus statusOf(int length, double[] labels) {
    RowStatus status = statusOf(length);
    if (status != null) {
      return status;
    }
    if (labels.length != length) {
      return RowStatus.LABEL_LENGTH_MISMATCH;
    }
    double sum = 0;
    for (double mass : labels) {
      if (!(mass >= 0 && mass <= Double.MAX_VALUE)) {
        return RowStatus.INVALID_LABEL;
      }
      sum += mass;
    }
    return StrictMath.abs(sum - 1) <= labelSumTolerance ? null : RowStatus.LABEL_SUM;
  }

  private RowStatus statusOf(int length) {
    if (length == 0) {
      return RowStatus.EMPTY_LOGITS;
    }
    return numClasses != 0 && length != numClasses ? RowStatus.NUM_CLASSES_MISMATCH : null;
  }
}
