// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops over the classes of a block, with a row in each lane: the largest logit, the rank of
 * the label, the exponentials and their sum.
 *
 * <p>Each loop is a method on purpose, with arrays between them: the compiler leaves vectors that
 * live through more than one loop on the heap. Conditions are signs of differences if possible,
 * since masks are slow in Java 17.
 */
final class VectorBlockExps {
  private static final int ROWS = BlockKernel.ROWS;
  private static final int SQUARES = Kernel.LANES;

  /** Logit j of row r is element j * ROWS + r; no -0.0. */
  private final float[] logits = new float[BlockKernel.MAX_CLASSES * ROWS];

  private final float[] largest = new float[ROWS];
  private final float[] labels = new float[ROWS];

  /** The largest logit. */
  final double[] maxes = new double[ROWS];

  /** The index of the largest logit. */
  final int[] best = new int[ROWS];

  final double[] labelLogits = new double[ROWS];

  /** How many logits are above that of the label. */
  final int[] ranks = new int[ROWS];

  /** Not 0 for a row that has no figures here. */
  final int[] unfit = new int[ROWS];

  /** How many steps of the table a logit is from the largest, in the lowest bits. */
  private final long[] steps = new long[BlockKernel.MAX_CLASSES * ROWS];

  /**
   * The exponentials without the largest, in whose place is the last one; then a 1 for the largest
   * itself. Before that what the table has for each.
   */
  final double[] exps = new double[BlockKernel.MAX_CLASSES * ROWS];

  final double[] expLows = new double[BlockKernel.MAX_CLASSES * ROWS];

  /** 1 + S. */
  final double[] sums = new double[ROWS];

  final double[] sumLows = new double[ROWS];

  /** The squares of the exponentials in the lanes of {@link Kernel}. */
  final double[] squares = new double[SQUARES * ROWS];

  /** The largest exponential but that of the largest logit. */
  final double[] nextExps = new double[ROWS];

  /** Brings logits and labels into lanes, and finds what there is to know of them. */
  void load(float[] values, int[] starts, int classes, int[] classIds, int from) {
    for (int row = 0; row < ROWS; row++) {
      int start = starts[row];
      for (int j = 0; j < classes; j++) {
        logits[j * ROWS + row] = values[start + j] + 0.0f; // makes -0.0 the equal of 0.0
      }
      labels[row] = logits[classIds[from + row] * ROWS + row];
    }
    for (int row = 0; row < ROWS; row += Vectors.WIDTH) {
      findLargest(classes, row);
      compare(classes, row);
    }
    for (int row = 0; row < ROWS; row++) {
      maxes[row] = largest[row];
      labelLogits[row] = labels[row];
    }
  }

  private void findLargest(int classes, int row) {
    FloatVector max = FloatVector.fromArray(Vectors.FLOATS, logits, row);
    for (int i = row + ROWS; i < classes * ROWS; i += ROWS) {
      max = max.max(FloatVector.fromArray(Vectors.FLOATS, logits, i));
    }
    max.intoArray(largest, row);
  }

  /**
   * Finds the first index of the largest logit and the rank of the label. Rows are unfit if a logit
   * is infinite, NaN or too far from the largest, or if another logit equals that of the label.
   */
  private void compare(int classes, int row) {
    FloatVector max = FloatVector.fromArray(Vectors.FLOATS, largest, row);
    FloatVector label = FloatVector.fromArray(Vectors.FLOATS, labels, row);
    IntVector before = IntVector.broadcast(Vectors.INTS, 1);
    IntVector index = IntVector.zero(Vectors.INTS);
    IntVector tooFar = IntVector.zero(Vectors.INTS);
    IntVector above = IntVector.zero(Vectors.INTS);
    IntVector below = IntVector.zero(Vectors.INTS);
    for (int i = row; i < classes * ROWS; i += ROWS) {
      FloatVector logit = FloatVector.fromArray(Vectors.FLOATS, logits, i);
      FloatVector difference = logit.sub(max);
      // 1 up to the first logit that is not below the largest, then 0.
      before = before.and(sign(difference));
      index = index.add(before);
      tooFar = tooFar.or(difference.sub((float) Kernel.LEAST_DIFFERENCE).reinterpretAsInts());
      above = above.add(sign(label.sub(logit)));
      below = below.add(sign(logit.sub(label)));
    }
    index.intoArray(best, row);
    above.intoArray(ranks, row);
    tooFar
        .lanewise(VectorOperators.LSHR, Integer.SIZE - 1)
        .or(max.sub(max).reinterpretAsInts()) // not 0 if it is not finite
        .or(above.add(below).sub(classes - 1))
        .intoArray(unfit, row);
  }

  /** 1 for a number below 0, else 0. */
  private static IntVector sign(FloatVector numbers) {
    return numbers.reinterpretAsInts().lanewise(VectorOperators.LSHR, Integer.SIZE - 1);
  }

  /** Finds the exponentials of all classes but the largest, and adds them up. */
  void sum(int classes) {
    int count = classes - 1;
    takeOutLargest(count);
    for (int row = 0; row < ROWS; row += Vectors.WIDTH) {
      findSteps(count, row);
    }
    ExpTable.lookUp(steps, count * ROWS, exps, expLows);
    Arrays.fill(exps, count * ROWS, classes * ROWS, 1.0);
    Arrays.fill(expLows, count * ROWS, classes * ROWS, 0.0);
    Arrays.fill(squares, 0.0);
    for (int row = 0; row < ROWS; row += Vectors.WIDTH) {
      addUp(count, row);
    }
  }

  /** Puts the last logit of each row in the place of the largest. */
  private void takeOutLargest(int last) {
    for (int row = 0; row < ROWS; row++) {
      int place = Math.min(best[row], last); // of a row with NaN it may be none
      logits[place * ROWS + row] = logits[last * ROWS + row];
    }
  }

  private void findSteps(int count, int row) {
    DoubleVector max = DoubleVector.fromArray(Vectors.DOUBLES, maxes, row);
    for (int i = row; i < count * ROWS; i += ROWS) {
      DoubleVector logit =
          (DoubleVector)
              FloatVector.fromArray(Vectors.FLOATS, logits, i)
                  .convertShape(VectorOperators.F2D, Vectors.DOUBLES, 0);
      logit
          .sub(max)
          .lanewise(VectorOperators.FMA, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER)
          .reinterpretAsLongs()
          .intoArray(steps, i);
    }
  }

  /**
   * Adds up the exponentials, as {@link ScalarKernel#sum} does. One long method, with the steps
   * that {@link VectorKernel} has along a row: shared ones would leave vectors on the heap.
   */
  private void addUp(int count, int row) {
    DoubleVector max = DoubleVector.fromArray(Vectors.DOUBLES, maxes, row);
    DoubleVector sum = DoubleVector.broadcast(Vectors.DOUBLES, 1.0);
    DoubleVector low = DoubleVector.zero(Vectors.DOUBLES);
    LongVector greatest = LongVector.zero(Vectors.LONGS);
    for (int j = 0; j < count; j++) {
      int i = j * ROWS + row;
      DoubleVector logit =
          (DoubleVector)
              FloatVector.fromArray(Vectors.FLOATS, logits, i)
                  .convertShape(VectorOperators.F2D, Vectors.DOUBLES, 0);
      DoubleVector difference = logit.sub(max);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(max));

      LongVector step = LongVector.fromArray(Vectors.LONGS, steps, i);
      DoubleVector wholeSteps = step.reinterpretAsDoubles().sub(ExpTable.ROUND_TO_INTEGER);
      DoubleVector rest =
          wholeSteps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(Vectors.DOUBLES, -ExpTable.STEP_HIGH),
              difference);
      DoubleVector corrections =
          differenceLow.add(DoubleVector.fromArray(Vectors.DOUBLES, expLows, i));
      DoubleVector high =
          rest.add(
              wholeSteps.lanewise(
                  VectorOperators.FMA,
                  DoubleVector.broadcast(Vectors.DOUBLES, -ExpTable.STEP_LOW),
                  corrections));

      LongVector octave =
          step.lanewise(VectorOperators.LSHR, ExpTable.INDEX_BITS)
              .lanewise(VectorOperators.LSHL, 52);
      DoubleVector power =
          DoubleVector.fromArray(Vectors.DOUBLES, exps, i)
              .reinterpretAsLongs()
              .add(octave)
              .reinterpretAsDoubles();
      DoubleVector series = high.lanewise(VectorOperators.FMA, 1.0 / 24, 1.0 / 6);
      series =
          series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(Vectors.DOUBLES, 0.5));
      DoubleVector rise = high.mul(high).lanewise(VectorOperators.FMA, series, high);
      DoubleVector value = power.lanewise(VectorOperators.FMA, rise, power);
      DoubleVector valueLow = power.lanewise(VectorOperators.FMA, rise, power.sub(value));
      value.intoArray(exps, i);
      valueLow.intoArray(expLows, i);

      int lane = (j & (SQUARES - 1)) * ROWS + row;
      value
          .lanewise(
              VectorOperators.FMA, value, DoubleVector.fromArray(Vectors.DOUBLES, squares, lane))
          .intoArray(squares, lane);
      greatest = greatest.max(value.reinterpretAsLongs());

      DoubleVector next = sum.add(value);
      low = low.add(value.sub(next.sub(sum)).add(valueLow));
      sum = next;
      if ((j & (Kernel.BLOCK - 1)) == Kernel.BLOCK - 1) {
        next = sum.add(low);
        low = low.sub(next.sub(sum));
        sum = next;
      }
    }
    sum.intoArray(sums, row);
    low.intoArray(sumLows, row);
    greatest.reinterpretAsDoubles().intoArray(nextExps, row);
  }
}
