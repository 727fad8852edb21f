// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of {@link ScalarKernel}, {@link TwoWordLog} and the scalar loss and softmax with a row
 * in each lane.
 *
 * <p>Each loop is a method on purpose, with arrays between them: the compiler leaves vectors that
 * live through more than one loop on the heap. Conditions are signs of differences if possible,
 * since masks are slow in Java 17.
 *
 * <p>To be loaded only where the module jdk.incubator.vector is present: see {@link
 * KernelDiscovery}.
 */
final class VectorBlockKernel extends BlockKernel {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INDICES =
      VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  private static final int WIDTH = DOUBLES.length(); // 4 or 8
  private static final int SQUARES = Kernel.LANES;

  /** Added to a whole number below 2^52 as bits, makes it the double 2^52 + number. */
  private static final long WHOLE_NUMBER = Double.doubleToRawLongBits(0x1p52);

  /** Logit j of row r is element j * ROWS + r; no -0.0. */
  private final double[] logits = new double[MAX_CLASSES * ROWS];

  private final double[] maxes = new double[ROWS];

  /** The index of the largest logit. */
  private final double[] best = new double[ROWS];

  /**
   * The exponentials without the largest, in whose place is the last one; then a 1 for the largest
   * itself.
   */
  private final double[] exps = new double[MAX_CLASSES * ROWS];

  private final double[] expLows = new double[MAX_CLASSES * ROWS];

  /** 1 + S. */
  private final double[] sums = new double[ROWS];

  private final double[] sumLows = new double[ROWS];

  /** The squares of the exponentials in the lanes of {@link Kernel}. */
  private final double[] squares = new double[SQUARES * ROWS];

  /** The largest exponential of the classes other than the label. */
  private final double[] nextExps = new double[ROWS];

  private final double[] labelExps = new double[ROWS];
  private final double[] labelExpLows = new double[ROWS];
  private final double[] labelLogits = new double[ROWS];

  /** How many logits are above that of the label. */
  private final long[] ranks = new long[ROWS];

  private final int[] indices = new int[WIDTH];
  private SoftmaxColumns rows;
  private int from;

  /** Used by reflection; fails if vectors are too short to pay. */
  VectorBlockKernel() {
    if (WIDTH < 4 || WIDTH > ROWS) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " doubles");
    }
  }

  @Override
  public void evaluate(float[] values, int[] starts, int classes, SoftmaxColumns rows, int from) {
    this.rows = rows;
    this.from = from;
    load(values, starts, classes);
    Arrays.fill(squares, 0.0);
    int largest = (classes - 1) * ROWS;
    Arrays.fill(exps, largest, largest + ROWS, 1.0);
    Arrays.fill(expLows, largest, largest + ROWS, 0.0);
    for (int row = 0; row < ROWS; row++) {
      labelLogits[row] = logits[rows.labels[from + row] * ROWS + row];
    }
    for (int row = 0; row < ROWS; row += WIDTH) {
      findLargest(classes, row);
      compare(classes, row);
    }
    takeOutLargest(classes - 1);
    for (int row = 0; row < ROWS; row += WIDTH) {
      addUp(classes - 1, row);
    }
    for (int row = 0; row < ROWS; row++) {
      takeLabelExp(classes - 1, row);
    }
    for (int row = 0; row < ROWS; row += WIDTH) {
      takeLoss(classes, row);
      takeProbabilities(row);
    }
  }

  private void load(float[] values, int[] starts, int classes) {
    for (int row = 0; row < ROWS; row++) {
      int start = starts[row];
      for (int j = 0; j < classes; j++) {
        logits[j * ROWS + row] = values[start + j] + 0.0f; // makes -0.0 the equal of 0.0
      }
    }
  }

  private void findLargest(int classes, int row) {
    DoubleVector max = DoubleVector.fromArray(DOUBLES, logits, row);
    for (int i = row + ROWS; i < classes * ROWS; i += ROWS) {
      max = max.max(DoubleVector.fromArray(DOUBLES, logits, i));
    }
    max.intoArray(maxes, row);
  }

  /**
   * Finds the first index of the largest logit and the rank of the label. Rows are undecided if a
   * logit is infinite, NaN or too far from the largest, or if another logit equals that of the
   * label.
   */
  private void compare(int classes, int row) {
    DoubleVector max = DoubleVector.fromArray(DOUBLES, maxes, row);
    DoubleVector label = DoubleVector.fromArray(DOUBLES, labelLogits, row);
    LongVector none = LongVector.zero(LONGS);
    LongVector before = DoubleVector.broadcast(DOUBLES, 1.0).reinterpretAsLongs();
    DoubleVector index = DoubleVector.zero(DOUBLES);
    LongVector tooFar = none;
    LongVector above = none;
    LongVector below = none;
    for (int i = row; i < classes * ROWS; i += ROWS) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector difference = logit.sub(max);
      // The bits of 1.0 up to the first logit that is not below the largest, then 0.
      before =
          before.and(difference.reinterpretAsLongs().lanewise(VectorOperators.ASHR, Long.SIZE - 1));
      index = index.add(before.reinterpretAsDoubles());
      tooFar = tooFar.or(difference.sub(Kernel.LEAST_DIFFERENCE).reinterpretAsLongs());
      above =
          above.add(
              label.sub(logit).reinterpretAsLongs().lanewise(VectorOperators.LSHR, Long.SIZE - 1));
      below =
          below.add(
              logit.sub(label).reinterpretAsLongs().lanewise(VectorOperators.LSHR, Long.SIZE - 1));
    }
    index.intoArray(best, row);
    above.intoArray(ranks, row);
    tooFar
        .lanewise(VectorOperators.LSHR, Long.SIZE - 1)
        .or(max.sub(max).reinterpretAsLongs()) // not 0 if it is not finite
        .or(above.add(below).sub(classes - 1L))
        .intoArray(undecided, row);
  }

  /** Puts the last logit of each row in the place of the largest. */
  private void takeOutLargest(int last) {
    for (int row = 0; row < ROWS; row++) {
      int place = Math.min((int) best[row], last); // of a row with NaN it may be none
      logits[place * ROWS + row] = logits[last * ROWS + row];
    }
  }

  /** Adds up the exponentials, as {@link ScalarKernel#sum} does. */
  private void addUp(int count, int row) {
    DoubleVector max = DoubleVector.fromArray(DOUBLES, maxes, row);
    DoubleVector sum = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector low = DoubleVector.zero(DOUBLES);
    LongVector greatest = LongVector.zero(LONGS);
    int[] index = indices;
    for (int j = 0; j < count; j++) {
      int i = j * ROWS + row;
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector difference = logit.sub(max);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(max));

      DoubleVector shifted =
          difference.lanewise(
              VectorOperators.FMA, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER);
      DoubleVector steps = shifted.sub(ExpTable.ROUND_TO_INTEGER);
      LongVector step = shifted.reinterpretAsLongs();
      LongVector tableIndex = step.lanewise(VectorOperators.LSHL, 1).and(2L * (ExpTable.SIZE - 1));
      ((IntVector) tableIndex.convertShape(VectorOperators.L2I, INDICES, 0)).intoArray(index, 0);
      DoubleVector rest =
          steps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_HIGH),
              difference);
      DoubleVector corrections =
          differenceLow.add(DoubleVector.fromArray(DOUBLES, ExpTable.POWERS, 1, index, 0));
      DoubleVector high =
          rest.add(
              steps.lanewise(
                  VectorOperators.FMA,
                  DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_LOW),
                  corrections));

      LongVector octave =
          step.lanewise(VectorOperators.LSHR, ExpTable.INDEX_BITS)
              .lanewise(VectorOperators.LSHL, 52);
      DoubleVector power =
          DoubleVector.fromArray(DOUBLES, ExpTable.POWERS, 0, index, 0)
              .reinterpretAsLongs()
              .add(octave)
              .reinterpretAsDoubles();
      DoubleVector series = high.lanewise(VectorOperators.FMA, 1.0 / 24, 1.0 / 6);
      series = series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(DOUBLES, 0.5));
      DoubleVector rise = high.mul(high).lanewise(VectorOperators.FMA, series, high);
      DoubleVector value = power.lanewise(VectorOperators.FMA, rise, power);
      DoubleVector valueLow = power.lanewise(VectorOperators.FMA, rise, power.sub(value));
      value.intoArray(exps, i);
      valueLow.intoArray(expLows, i);

      int lane = (j & (SQUARES - 1)) * ROWS + row;
      value
          .lanewise(VectorOperators.FMA, value, DoubleVector.fromArray(DOUBLES, squares, lane))
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

  /**
   * Takes out the exponentials of the label and of the largest other class: 1 for the largest, in
   * whose place the last one is.
   */
  private void takeLabelExp(int last, int row) {
    int largest = (int) best[row];
    int label = rows.labels[from + row];
    int place = label == largest ? last : label == last ? largest : label;
    int i = Math.min(place, last) * ROWS + row;
    rows.predictions[from + row] = largest;
    rows.ranks[from + row] = (int) ranks[row];
    labelExps[row] = exps[i];
    labelExpLows[row] = expLows[i];
    nextExps[row] = label == largest ? nextExps[row] : 1.0;
  }

  /** The loss by the steps of {@link TwoWordLog#log1p} and the loss of a row. */
  private void takeLoss(int classes, int row) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector sumHigh = DoubleVector.fromArray(DOUBLES, sums, row);
    DoubleVector sumLow = DoubleVector.fromArray(DOUBLES, sumLows, row);
    DoubleVector total = sumHigh.add(sumLow);
    DoubleVector totalLow = sumHigh.sub(total).add(sumLow);
    DoubleVector less = total.sub(one);
    LongVector tooSmall = less.sub(classes * Rounding.QUICK_LEAST_TERM).reinterpretAsLongs();
    DoubleVector s = less.add(totalLow);
    DoubleVector sLow = less.sub(s).add(totalLow);

    // 1 + S again, in two words, the first of them rounded once.
    DoubleVector x = s.add(one);
    DoubleVector part = x.sub(one);
    DoubleVector xLow = one.sub(x.sub(part)).add(s.sub(part)).add(sLow);
    x.intoArray(sums, row);
    xLow.intoArray(sumLows, row);

    LongVector rounded = x.reinterpretAsLongs().add(1L << (51 - TwoWordLog.INDEX_BITS));
    LongVector tableIndex =
        rounded
            .lanewise(VectorOperators.LSHR, 52 - TwoWordLog.INDEX_BITS)
            .and(TwoWordLog.SIZE - 1L);
    ((IntVector) tableIndex.convertShape(VectorOperators.L2I, INDICES, 0)).intoArray(indices, 0);
    DoubleVector octaves =
        rounded
            .lanewise(VectorOperators.LSHR, 52)
            .or(WHOLE_NUMBER)
            .reinterpretAsDoubles()
            .sub(0x1p52 + 1023);
    DoubleVector near = rounded.and(-(1L << (52 - TwoWordLog.INDEX_BITS))).reinterpretAsDoubles();
    DoubleVector d = x.add(near);
    DoubleVector dLow = near.sub(d).add(x).add(xLow);
    VectorMask<Double> bySeries = near.eq(1.0);
    DoubleVector n = x.sub(near).blend(s, bySeries);
    DoubleVector nLow = xLow.blend(sLow, bySeries);
    DoubleVector inverse = one.div(d);
    DoubleVector q = n.mul(inverse);
    DoubleVector minusQ = q.neg();
    DoubleVector qLow =
        minusQ
            .lanewise(VectorOperators.FMA, d, n)
            .add(minusQ.lanewise(VectorOperators.FMA, dLow, nLow))
            .mul(inverse);
    DoubleVector square = q.mul(q);
    DoubleVector series = square.lanewise(VectorOperators.FMA, 1.0 / 7, 1.0 / 5);
    series = series.lanewise(VectorOperators.FMA, square, DoubleVector.broadcast(DOUBLES, 1.0 / 3));
    DoubleVector tail =
        q.mul(square)
            .lanewise(VectorOperators.FMA, series, qLow.lanewise(VectorOperators.FMA, square, qLow))
            .mul(2.0);
    DoubleVector first = q.mul(2.0);
    DoubleVector artanh = first.add(tail);
    DoubleVector artanhLow = first.sub(artanh).add(tail);
    DoubleVector known =
        octaves.lanewise(
            VectorOperators.FMA,
            DoubleVector.broadcast(DOUBLES, TwoWordLog.LN2_HIGH),
            DoubleVector.fromArray(DOUBLES, TwoWordLog.HIGH, 0, indices, 0));
    DoubleVector knownLow =
        octaves.lanewise(
            VectorOperators.FMA,
            DoubleVector.broadcast(DOUBLES, TwoWordLog.LN2_LOW),
            DoubleVector.fromArray(DOUBLES, TwoWordLog.LOW, 0, indices, 0));
    DoubleVector both = known.add(artanh);
    DoubleVector bothLow = known.sub(both).add(artanh).add(artanhLow.add(knownLow));
    DoubleVector log = both.add(bothLow);
    DoubleVector logLow = both.sub(log).add(bothLow);

    DoubleVector max = DoubleVector.fromArray(DOUBLES, maxes, row);
    DoubleVector label = DoubleVector.fromArray(DOUBLES, labelLogits, row);
    DoubleVector gap = max.sub(label);
    part = max.sub(gap);
    DoubleVector gapLow = max.sub(gap.add(part)).add(part.sub(label));
    DoubleVector sum = gap.add(log);
    part = sum.sub(gap);
    DoubleVector rest = gap.sub(sum.sub(part)).add(log.sub(part)).add(gapLow.add(logLow));
    DoubleVector loss = sum.add(rest);
    DoubleVector lossLow = sum.sub(loss).add(rest);
    loss.intoArray(rows.losses, from + row);
    DoubleVector error = loss.mul(Rounding.QUICK_ERROR);
    LongVector.fromArray(LONGS, undecided, row)
        .or(tooSmall.lanewise(VectorOperators.LSHR, Long.SIZE - 1))
        .or(loss.add(lossLow.add(error)).sub(loss).reinterpretAsLongs())
        .or(loss.add(lossLow.sub(error)).sub(loss).reinterpretAsLongs())
        .intoArray(undecided, row);
  }

  /** Confidence, Brier score and margin, as those of a row on its own. */
  private void takeProbabilities(int row) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector total = DoubleVector.fromArray(DOUBLES, sums, row);
    DoubleVector totalLow = DoubleVector.fromArray(DOUBLES, sumLows, row);
    DoubleVector quotient = one.div(total);
    DoubleVector minus = quotient.neg();
    DoubleVector rest =
        minus
            .lanewise(
                VectorOperators.FMA, totalLow, minus.lanewise(VectorOperators.FMA, total, one))
            .mul(quotient);
    DoubleVector confidence = quotient.add(rest);
    DoubleVector confidenceLow = quotient.sub(confidence).add(rest);
    confidence.intoArray(rows.confidences, from + row);
    DoubleVector error = confidence.mul(Rounding.QUICK_ERROR);
    LongVector open =
        LongVector.fromArray(LONGS, undecided, row)
            .or(confidence.add(confidenceLow.add(error)).sub(confidence).reinterpretAsLongs())
            .or(confidence.add(confidenceLow.sub(error)).sub(confidence).reinterpretAsLongs());

    DoubleVector exp = DoubleVector.fromArray(DOUBLES, labelExps, row);
    DoubleVector expLow = DoubleVector.fromArray(DOUBLES, labelExpLows, row);
    error = exp.mul(Rounding.QUICK_ERROR);
    open.or(exp.add(expLow.add(error)).sub(exp).reinterpretAsLongs())
        .or(exp.add(expLow.sub(error)).sub(exp).reinterpretAsLongs())
        .intoArray(undecided, row);

    DoubleVector lanes01 =
        DoubleVector.fromArray(DOUBLES, squares, row)
            .add(DoubleVector.fromArray(DOUBLES, squares, ROWS + row));
    DoubleVector lanes23 =
        DoubleVector.fromArray(DOUBLES, squares, 2 * ROWS + row)
            .add(DoubleVector.fromArray(DOUBLES, squares, 3 * ROWS + row));
    DoubleVector lanes45 =
        DoubleVector.fromArray(DOUBLES, squares, 4 * ROWS + row)
            .add(DoubleVector.fromArray(DOUBLES, squares, 5 * ROWS + row));
    DoubleVector lanes67 =
        DoubleVector.fromArray(DOUBLES, squares, 6 * ROWS + row)
            .add(DoubleVector.fromArray(DOUBLES, squares, 7 * ROWS + row));
    DoubleVector squaredNorm =
        confidence.mul(confidence).mul(lanes01.add(lanes23).add(lanes45.add(lanes67)).add(one));
    squaredNorm
        .sub(confidence.mul(exp).mul(2.0))
        .add(one)
        .max(DoubleVector.zero(DOUBLES))
        .intoArray(rows.brierScores, from + row);
    exp.sub(DoubleVector.fromArray(DOUBLES, nextExps, row))
        .mul(confidence)
        .add(0.0)
        .intoArray(rows.margins, from + row);
  }
}
