// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops a vector of logits at a time: the steps of {@link ScalarKernel} lane by lane; for one
 * thread.
 *
 * <p>To be loaded only where the module jdk.incubator.vector is present: see {@link
 * KernelDiscovery}.
 */
final class VectorKernel implements Kernel {

  /** So many logits have their powers looked up before any is used. */
  private static final int AHEAD = 256;

  private final long[] steps = new long[AHEAD + Vectors.WIDTH];
  private final double[] powers = new double[AHEAD + Vectors.WIDTH];
  private final double[] rests = new double[AHEAD + Vectors.WIDTH];
  private final double[] sums = new double[Vectors.WIDTH];
  private final double[] lows = new double[Vectors.WIDTH];
  private final long[] greatest = new long[Vectors.WIDTH];
  private final double[] squares = new double[LANES];
  private double largest;

  /** Used by reflection; fails if vectors are too short to pay. */
  VectorKernel() {
    if (Vectors.WIDTH != LANES && Vectors.WIDTH != LANES / 2) {
      throw new UnsupportedOperationException("vectors of " + Vectors.WIDTH + " doubles");
    }
  }

  @Override
  public long load(float[] values, int from, int count, double[] logits) {
    IntVector largest = IntVector.broadcast(Vectors.INTS, Integer.MIN_VALUE);
    IntVector smallest = IntVector.broadcast(Vectors.INTS, Integer.MAX_VALUE);
    int whole = Vectors.INTS.loopBound(count);
    for (int i = 0; i < whole; i += Vectors.WIDTH) {
      FloatVector value = FloatVector.fromArray(Vectors.FLOATS, values, from + i).add(0.0f);
      ((DoubleVector) value.convertShape(VectorOperators.F2D, Vectors.DOUBLES, 0))
          .intoArray(logits, i);
      IntVector bits = value.reinterpretAsInts();
      IntVector rank =
          bits.lanewise(VectorOperators.ASHR, 31)
              .and(Integer.MAX_VALUE)
              .lanewise(VectorOperators.XOR, bits);
      largest = largest.max(rank);
      smallest = smallest.min(rank);
    }
    int most = largest.reduceLanes(VectorOperators.MAX);
    int least = smallest.reduceLanes(VectorOperators.MIN);
    for (int i = whole; i < count; i++) {
      float value = values[from + i] + 0.0f;
      logits[i] = value;
      int rank = Kernel.rank(value);
      most = Math.max(most, rank);
      least = Math.min(least, rank);
    }
    return Kernel.ranks(most, least);
  }

  @Override
  public int indexOf(float value, float[] values, int from, int count) {
    int width = Vectors.WIDTH;
    int index = from;
    int end = from + count;
    while (index + 4 * width <= end) {
      VectorMask<Float> first = FloatVector.fromArray(Vectors.FLOATS, values, index).eq(value);
      VectorMask<Float> second =
          FloatVector.fromArray(Vectors.FLOATS, values, index + width).eq(value);
      VectorMask<Float> third =
          FloatVector.fromArray(Vectors.FLOATS, values, index + 2 * width).eq(value);
      VectorMask<Float> last =
          FloatVector.fromArray(Vectors.FLOATS, values, index + 3 * width).eq(value);
      if (first.or(second).or(third.or(last)).anyTrue()) {
        break;
      }
      index += 4 * width;
    }
    while (index + width <= end
        && !FloatVector.fromArray(Vectors.FLOATS, values, index).eq(value).anyTrue()) {
      index += width;
    }
    while (values[index] != value) {
      index++;
    }
    return index - from;
  }

  /** Counts by signs of differences, since masks are slow in Java 17. */
  @Override
  public int countFrom(double[] logits, int from, int to, double bound) {
    if (bound == Double.NEGATIVE_INFINITY) {
      return to - from; // its difference from itself has any sign
    }
    DoubleVector bounds = DoubleVector.broadcast(Vectors.DOUBLES, bound);
    LongVector below = LongVector.zero(Vectors.LONGS);
    int whole = from + Vectors.DOUBLES.loopBound(to - from);
    for (int i = from; i < whole; i += Vectors.WIDTH) {
      LongVector difference =
          DoubleVector.fromArray(Vectors.DOUBLES, logits, i).sub(bounds).reinterpretAsLongs();
      below = below.add(difference.lanewise(VectorOperators.LSHR, Long.SIZE - 1));
    }
    int count = whole - from - (int) below.reduceLanes(VectorOperators.ADD);
    return count + Kernel.countEachFrom(logits, whole, to, bound);
  }

  @Override
  public double sum(double[] logits, int count, double max, TwoWords total) {
    Arrays.fill(sums, 1.0);
    Arrays.fill(lows, 0.0);
    Arrays.fill(squares, 0.0);
    Arrays.fill(greatest, 0);
    Arrays.fill(logits, count, count + Vectors.WIDTH, max);
    for (int from = 0; from < count; from += AHEAD) {
      int some = Math.min(AHEAD, count - from);
      findSteps(logits, from, some, max);
      ExpTable.lookUp(steps, some, powers, rests);
      Arrays.fill(
          powers, some, some + Vectors.WIDTH, 0.0); // lanes behind the last logit add nothing
      addExps(logits, from, some, max);
    }
    addUp(total);
    return Kernel.sumOf(squares);
  }

  /** Finds how many steps of the table each logit is from the largest. */
  private void findSteps(double[] logits, int from, int count, double max) {
    for (int j = 0; j < count; j += Vectors.WIDTH) {
      DoubleVector.fromArray(Vectors.DOUBLES, logits, from + j)
          .sub(max)
          .lanewise(VectorOperators.FMA, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER)
          .reinterpretAsLongs()
          .intoArray(steps, j);
    }
  }

  /**
   * One long method, with the steps of {@link ErrorFree} written out: between methods of their own
   * the compiler leaves vectors on the heap, and the loop takes four times as long.
   */
  private void addExps(double[] logits, int from, int count, double max) {
    DoubleVector sum = DoubleVector.fromArray(Vectors.DOUBLES, sums, 0);
    DoubleVector low = DoubleVector.fromArray(Vectors.DOUBLES, lows, 0);
    LongVector most = LongVector.fromArray(Vectors.LONGS, greatest, 0);
    DoubleVector maxes = DoubleVector.broadcast(Vectors.DOUBLES, max);
    for (int j = 0; j < count; j += Vectors.WIDTH) {
      DoubleVector logit = DoubleVector.fromArray(Vectors.DOUBLES, logits, from + j);
      DoubleVector difference = logit.sub(maxes);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(maxes));

      LongVector step = LongVector.fromArray(Vectors.LONGS, steps, j);
      DoubleVector wholeSteps = step.reinterpretAsDoubles().sub(ExpTable.ROUND_TO_INTEGER);
      DoubleVector rest =
          wholeSteps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(Vectors.DOUBLES, -ExpTable.STEP_HIGH),
              difference);
      DoubleVector corrections =
          differenceLow.add(DoubleVector.fromArray(Vectors.DOUBLES, rests, j));
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
          DoubleVector.fromArray(Vectors.DOUBLES, powers, j)
              .reinterpretAsLongs()
              .add(octave)
              .reinterpretAsDoubles();
      DoubleVector series = high.lanewise(VectorOperators.FMA, 1.0 / 24, 1.0 / 6);
      series =
          series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(Vectors.DOUBLES, 0.5));
      DoubleVector rise = high.mul(high).lanewise(VectorOperators.FMA, series, high);
      DoubleVector value = power.lanewise(VectorOperators.FMA, rise, power);
      DoubleVector valueLow = power.lanewise(VectorOperators.FMA, rise, power.sub(value));

      int lane = j & (LANES - Vectors.WIDTH);
      value
          .lanewise(
              VectorOperators.FMA, value, DoubleVector.fromArray(Vectors.DOUBLES, squares, lane))
          .intoArray(squares, lane);
      most = most.max(value.reinterpretAsLongs());

      DoubleVector next = sum.add(value);
      low = low.add(value.sub(next.sub(sum)).add(valueLow));
      sum = next;
      if ((j & (Vectors.WIDTH * (BLOCK - 1))) == Vectors.WIDTH * (BLOCK - 1)) {
        next = sum.add(low);
        low = low.sub(next.sub(sum));
        sum = next;
      }
    }
    sum.intoArray(sums, 0);
    low.intoArray(lows, 0);
    most.intoArray(greatest, 0);
  }

  @Override
  public double largest() {
    return largest;
  }

  /** Adds up the lanes, each of which starts with a 1. */
  private void addUp(TwoWords total) {
    double sum = sums[0];
    double low = lows[0];
    long most = greatest[0];
    for (int lane = 1; lane < Vectors.WIDTH; lane++) {
      most = Math.max(most, greatest[lane]);
      double term = sums[lane] - 1.0;
      double next = sum + term;
      double part = next - sum;
      low += ((sum - (next - part)) + (term - part)) + lows[lane];
      sum = next;
    }
    total.set(sum, low);
    largest = Double.longBitsToDouble(most);
  }
}
