// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.Softmax;
import io.github.sparkxent.numeric.SoftmaxRow;
import io.github.sparkxent.numeric.kernel.BlockKernel;

/**
 * Classes rows as evaluated, ignored or invalid, and evaluates them. For the thread that made it.
 *
 * <p>What a reader finds of a row, the label's tests here, and those of {@link #evaluate} make up
 * the order of {@link RowStatus}, which {@link RowColumns#find} keeps.
 */
public final class RowEvaluator {
  /** How many rows are evaluated side by side. */
  public static final int ROWS_AT_A_TIME = BlockKernel.ROWS;

  /** The most classes of rows that are evaluated side by side. */
  public static final int FEW_CLASSES = BlockKernel.MAX_CLASSES;

  /** For fewer rows than this side by side takes longer than one after the other. */
  private static final int LEAST_AT_A_TIME = ROWS_AT_A_TIME / 3;

  private final LossOptions options;
  private final int numClasses;
  private final double labelSumTolerance;

  /** Null for logits and lists. */
  private final ProbabilityEvaluator probabilities;

  /** Null but for lists. */
  private final ListedEvaluator lists;

  /** Whether the loss of a class id is that of {@link LossOptions#DEFAULT}. */
  private final boolean isPlain;

  private final SoftmaxRow softmax = new SoftmaxRow();

  /** Null until there are rows for it. */
  private BlockKernel block;

  private final int[] blockStarts = new int[ROWS_AT_A_TIME];
  private final boolean[] isInBlock = new boolean[ROWS_AT_A_TIME];

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
   *     weights, or a tolerance negative or NaN, or labels are smoothed where not all classes are
   *     listed
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
    lists =
        kind == PredictionKind.TOP_LOG_PROBABILITIES
            ? new ListedEvaluator(options, probabilitySumTolerance)
            : null;
    probabilities =
        kind == PredictionKind.LOGITS || lists != null
            ? null
            : new ProbabilityEvaluator(kind, options, probabilitySumTolerance);
    isPlain =
        kind == PredictionKind.LOGITS
            && options.labelSmoothing() == 0
            && !options.hasClassWeights();
  }

  /** Returns the number of classes that every row must have, or 0 for any. */
  public int numClasses() {
    return numClasses;
  }

  /** Sets the class id of a row, and finds it ignored. */
  public void setLabel(RowColumns rows, int i, long label) {
    rows.classIds[i] = label;
    if (options.ignores(label)) {
      rows.find(i, RowStatus.IGNORED);
    }
  }

  /** Sets the class id of a row in floating point, and finds it not whole, or ignored. */
  public void setLabel(RowColumns rows, int i, double label) {
    if (StrictMath.rint(label) == label && !Double.isInfinite(label)) {
      setLabel(rows, i, (long) label);
    } else {
      rows.find(i, RowStatus.LABEL_NOT_INTEGER);
    }
  }

  /**
   * Makes the tests of rows that nothing was found of, and evaluates those that pass, in place.
   *
   * @param rows rows as a reader leaves them
   * @param from the first row
   * @param to the row after the last; figures of rows from there on may be overwritten
   */
  public void evaluate(RowColumns rows, int from, int to) {
    for (int next = from; next < to; ) {
      int end = next + 1;
      if (to - next >= LEAST_AT_A_TIME && startsBlock(rows, next)) {
        end = Math.min(to, next + ROWS_AT_A_TIME);
        evaluateBlock(rows, next, end);
      } else {
        evaluate(rows, next);
      }
      next = end;
    }
    if (rows.scores != null) {
      TwoClassScore.set(rows, from, to, probabilities == null);
    }
  }

  /** Whether the row and those after it are better evaluated side by side. */
  private boolean startsBlock(RowColumns rows, int i) {
    int classes = rows.numClasses[i];
    return isPlain
        && rows.floats != null
        && (numClasses == 0 || numClasses == classes)
        && fitsBlock(rows, i, classes)
        && softmax.prefersBlock(classes);
  }

  private static boolean fitsBlock(RowColumns rows, int i, int classes) {
    long label = rows.classIds[i];
    return rows.statuses[i] == null
        && rows.distributions[i] == null
        && rows.numClasses[i] == classes
        && label >= 0
        && label < classes
        && isValidWeight(rows.weights[i], 1.0);
  }

  /** Evaluates rows, of which the first fits a block, side by side and those that do not, alone. */
  private void evaluateBlock(RowColumns rows, int from, int to) {
    int classes = rows.numClasses[from];
    int count = 0;
    for (int r = 0; r < ROWS_AT_A_TIME; r++) {
      int i = from + r;
      isInBlock[r] = i < to && fitsBlock(rows, i, classes);
      int row = isInBlock[r] ? i : from; // a lane that is not used has any row
      blockStarts[r] = rows.starts[row];
      rows.labels[i] = (int) rows.classIds[row];
      count += isInBlock[r] ? 1 : 0;
    }
    boolean isWorthIt = count >= LEAST_AT_A_TIME;
    if (isWorthIt) {
      block = block == null ? BlockKernel.create() : block;
      block.evaluate(rows.floats, blockStarts, classes, rows, from);
    }
    for (int r = 0; r < to - from; r++) {
      if (isWorthIt && isInBlock[r] && block.isDecided(r)) {
        rows.statuses[from + r] = RowStatus.EVALUATED;
        rows.labelWeights[from + r] = LabelWeight.ONE;
      } else {
        evaluate(rows, from + r);
      }
    }
  }

  private void evaluate(RowColumns rows, int i) {
    if (rows.statuses[i] != null) {
      rows.numClasses[i] = 0;
      return;
    }
    double[] masses = rows.distributions[i];
    rows.statuses[i] = statusOfSizes(rows.numClasses[i], rows.classIds[i], masses);
    if (rows.statuses[i] == null) {
      rows.labels[i] = masses == null ? (int) rows.classIds[i] : Softmax.argmax(masses);
      rows.labelWeights[i] =
          masses == null
              ? LabelWeight.of(options.weightOf(rows.labels[i]))
              : LabelWeight.of(masses, options);
      if (lists != null) {
        lists.evaluate(rows, i);
      } else if (probabilities == null) {
        evaluateLogits(rows, i);
      } else {
        probabilities.evaluate(rows, i);
      }
    }
  }

  private void evaluateLogits(RowColumns rows, int i) {
    int start = rows.starts[i];
    SoftmaxRow row =
        rows.floats == null
            ? softmax.load(rows.doubles, start, rows.numClasses[i])
            : softmax.load(rows.floats, start, rows.numClasses[i]);
    if (!row.isDefined()) {
      rows.find(i, row.hasNaN() ? RowStatus.NAN_LOGIT : RowStatus.INFINITE_LOGIT);
    } else if (isWeightValid(rows, i)) {
      int label = rows.labels[i];
      int prediction = row.argmax();
      double[] masses = rows.distributions[i];
      rows.losses[i] = masses == null ? row.loss(label, options) : row.loss(masses, options);
      rows.brierScores[i] = masses == null ? row.brierScore(label) : row.brierScore(masses);
      rows.margins[i] = row.margin(label);
      rows.predictions[i] = prediction;
      rows.ranks[i] = row.rank(label);
      rows.confidences[i] = row.probability(prediction);
      finish(rows, i);
    }
  }

  /** Tests r and r * w, of a row that has its label's weight. */
  static boolean isWeightValid(RowColumns rows, int i) {
    boolean isValid = isValidWeight(rows.weights[i], rows.labelWeights[i].nearest());
    if (!isValid) {
      rows.find(i, RowStatus.INVALID_WEIGHT);
    }
    return isValid;
  }

  private static boolean isValidWeight(double weight, double labelWeight) {
    return weight >= 0 && weight <= Double.MAX_VALUE && weight * labelWeight <= Double.MAX_VALUE;
  }

  /** Sets the outcome of a row that has its figures. */
  static void finish(RowColumns rows, int i) {
    // A loss is less by a class weight that is NaN or huge.
    boolean hasLoss = rows.losses[i] > Double.NEGATIVE_INFINITY;
    rows.statuses[i] = hasLoss ? RowStatus.EVALUATED : RowStatus.INVALID_WEIGHT;
  }

  /** Makes the tests before those of the logits' values. */
  private RowStatus statusOfSizes(int length, long label, double[] masses) {
    if (length == 0) {
      return RowStatus.EMPTY_LOGITS;
    }
    if (numClasses != 0 && length != numClasses) {
      return RowStatus.NUM_CLASSES_MISMATCH;
    }
    if (masses != null) {
      return statusOfMasses(length, masses);
    }
    return label < 0 || label >= length ? RowStatus.LABEL_OUT_OF_RANGE : null;
  }

  private RowStatus statusOfMasses(int length, double[] masses) {
    if (masses.length != length) {
      return RowStatus.LABEL_LENGTH_MISMATCH;
    }
    double sum = 0;
    for (double mass : masses) {
      if (!(mass >= 0 && mass <= Double.MAX_VALUE)) {
        return RowStatus.INVALID_LABEL;
      }
      sum += mass;
    }
    return StrictMath.abs(sum - 1) <= labelSumTolerance ? null : RowStatus.LABEL_SUM;
  }
}
