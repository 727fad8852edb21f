// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
  private static final int SQUARES = Kernel.LANES;

  /** Added to a whole number below 2^52 as bits, makes it the double 2^52 + number. */
  private static final long WHOLE_NUMBER = Double.doubleToRawLongBits(0x1p52);

  private final VectorBlockExps exps = new VectorBlockExps();
  private final double[] labelExps = new double[ROWS];
  private final double[] labelExpLows = new double[ROWS];

  /** The largest exponential of the classes other than the label. */
  private final double[] nextExps = new double[ROWS];

  private final int[] indices = new int[Vectors.WIDTH];
  private SoftmaxColumns rows;
  private int from;

  /** Used by reflection; fails if vectors are too short to pay. */
  VectorBlockKernel() {
    if (Vectors.WIDTH < 4 || ROWS % Vectors.WIDTH != 0) {
      throw new UnsupportedOperationException("vectors of " + Vectors.WIDTH + " doubles");
    }
  }

  @Override
  public void evaluate(float[] values, int[] starts, int classes, SoftmaxColumns rows, int from) {
    this.rows = rows;
    this.from = from;
    exps.load(values, starts, classes, rows.labels, from);
    exps.sum(classes);
    for (int row = 0; row < ROWS; row++) {
      takeLabelExp(classes - 1, row);
    }
    for (int row = 0; row < ROWS; row += Vectors.WIDTH) {
      takeLoss(classes, row);
      takeProbabilities(row);
    }
  }

  /**
   * Takes out the exponentials of the label and of the largest other class: 1 for the largest, in
   * whose place the last one is.
   */
  private void takeLabelExp(int last, int row) {
    int largest = exps.best[row];
    int label = rows.labels[from + row];
    int place = label == largest ? last : label == last ? largest : label;
    int i = Math.min(place, last) * ROWS + row;
    rows.predictions[from + row] = largest;
    rows.ranks[from + row] = exps.ranks[row];
    labelExps[row] = exps.exps[i];
    labelExpLows[row] = exps.expLows[i];
    nextExps[row] = label == largest ? exps.nextExps[row] : 1.0;
    undecided[row] = exps.unfit[row];
  }

  /** The loss by the steps of {@link TwoWordLog#log1p} and the loss of a row. */
  private void takeLoss(int classes, int row) {
    DoubleVector one = DoubleVector.broadcast(Vectors.DOUBLES, 1.0);
    DoubleVector sumHigh = DoubleVector.fromArray(Vectors.DOUBLES, exps.sums, row);
    DoubleVector sumLow = DoubleVector.fromArray(Vectors.DOUBLES, exps.sumLows, row);
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
    x.intoArray(exps.sums, row);
    xLow.intoArray(exps.sumLows, row);

    LongVector rounded = x.reinterpretAsLongs().add(1L << (51 - TwoWordLog.INDEX_BITS));
    LongVector tableIndex =
        rounded
            .lanewise(VectorOperators.LSHR, 52 - TwoWordLog.INDEX_BITS)
            .and(TwoWordLog.SIZE - 1L);
    ((IntVector) tableIndex.convertShape(VectorOperators.L2I, Vectors.INTS, 0))
        .intoArray(indices, 0);
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
    series =
        series.lanewise(
            VectorOperators.FMA, square, DoubleVector.broadcast(Vectors.DOUBLES, 1.0 / 3));
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
            DoubleVector.broadcast(Vectors.DOUBLES, TwoWordLog.LN2_HIGH),
            DoubleVector.fromArray(Vectors.DOUBLES, TwoWordLog.HIGH, 0, indices, 0));
    DoubleVector knownLow =
        octaves.lanewise(
            VectorOperators.FMA,
            DoubleVector.broadcast(Vectors.DOUBLES, TwoWordLog.LN2_LOW),
            DoubleVector.fromArray(Vectors.DOUBLES, TwoWordLog.LOW, 0, indices, 0));
    DoubleVector both = known.add(artanh);
    DoubleVector bothLow = known.sub(both).add(artanh).add(artanhLow.add(knownLow));
    DoubleVector log = both.add(bothLow);
    DoubleVector logLow = both.sub(log).add(bothLow);

    DoubleVector max = DoubleVector.fromArray(Vectors.DOUBLES, exps.maxes, row);
    DoubleVector label = DoubleVector.fromArray(Vectors.DOUBLES, exps.labelLogits, row);
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
    LongVector.fromArray(Vectors.LONGS, undecided, row)
        .or(tooSmall.lanewise(VectorOperators.LSHR, Long.SIZE - 1))
        .or(loss.add(lossLow.add(error)).sub(loss).reinterpretAsLongs())
        .or(loss.add(lossLow.sub(error)).sub(loss).reinterpretAsLongs())
        .intoArray(undecided, row);
  }

  /** Confidence, Brier score and margin, as those of a row on its own. */
  private void takeProbabilities(int row) {
    DoubleVector one = DoubleVector.broadcast(Vectors.DOUBLES, 1.0);
    DoubleVector total = DoubleVector.fromArray(Vectors.DOUBLES, exps.sums, row);
    DoubleVector totalLow = DoubleVector.fromArray(Vectors.DOUBLES, exps.sumLows, row);
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
        LongVector.fromArray(Vectors.LONGS, undecided, row)
            .or(confidence.add(confidenceLow.add(error)).sub(confidence).reinterpretAsLongs())
            .or(confidence.add(confidenceLow.sub(error)).sub(confidence).reinterpretAsLongs());

    DoubleVector exp = DoubleVector.fromArray(Vectors.DOUBLES, labelExps, row);
    DoubleVector expLow = DoubleVector.fromArray(Vectors.DOUBLES, labelExpLows, row);
    error = exp.mul(Rounding.QUICK_ERROR);
    open.or(exp.add(expLow.add(error)).sub(exp).reinterpretAsLongs())
        .or(exp.add(expLow.sub(error)).sub(exp).reinterpretAsLongs())
        .intoArray(undecided, row);

    DoubleVector lanes01 =
        DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, row)
            .add(DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, ROWS + row));
    DoubleVector lanes23 =
        DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 2 * ROWS + row)
            .add(DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 3 * ROWS + row));
    DoubleVector lanes45 =
        DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 4 * ROWS + row)
            .add(DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 5 * ROWS + row));
    DoubleVector lanes67 =
        DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 6 * ROWS + row)
            .add(DoubleVector.fromArray(Vectors.DOUBLES, exps.squares, 7 * ROWS + row));
    DoubleVector squaredNorm =
        confidence.mul(confidence).mul(lanes01.add(lanes23).add(lanes45.add(lanes67)).add(one));
    squaredNorm
        .sub(confidence.mul(exp).mul(2.0))
        .add(one)
        .max(DoubleVector.zero(Vectors.DOUBLES))
        .intoArray(rows.brierScores, from + row);
    exp.sub(DoubleVector.fromArray(Vectors.DOUBLES, nextExps, row))
        .mul(confidence)
        .add(0.0)
        .intoArray(rows.margins, from + row);
  }
}
