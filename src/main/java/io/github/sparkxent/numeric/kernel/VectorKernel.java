// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops a vector of logits at a time: the steps of {@link ScalarKernel} lane by lane; for one
 * thread.
 *
 * <p>To be loaded only where the module jdk.incubator.vector is present: see {@link
 * KernelDiscovery}.
 */
final class VectorKernel implements Kernel {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INDICES =
      VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  private static final VectorSpecies<Float> SEARCHED = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = DOUBLES.length(); // 4 or 8

  /** So many logits have their powers looked up before any is used. */
  private static final int AHEAD = 256;

  private final long[] steps = new long[AHEAD + WIDTH];
  private final double[] powers = new double[AHEAD + WIDTH];
  private final double[] rests = new double[AHEAD + WIDTH];
  private final double[] sums = new double[WIDTH];
  private final double[] lows = new double[WIDTH];
  private final long[] greatest = new long[WIDTH];
  private final double[] squares = new double[LANES];
  private double largest;

  /** Used by reflection; fails if vectors are too short to pay. */
  VectorKernel() {
    if (WIDTH != LANES && WIDTH != LANES / 2) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " doubles");
    }
  }

  @Override
  public long load(float[] values, int from, int count, double[] logits) {
    IntVector largest = IntVector.broadcast(INDICES, Integer.MIN_VALUE);
    IntVector smallest = IntVector.broadcast(INDICES, Integer.MAX_VALUE);
    int whole = INDICES.loopBound(count);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector value = FloatVector.fromArray(FLOATS, values, from + i).add(0.0f);
      ((DoubleVector) value.convertShape(VectorOperators.F2D, DOUBLES, 0)).intoArray(logits, i);
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
    int width = SEARCHED.length();
    int index = from;
    int end = from + count;
    while (index + 4 * width <= end) {
      VectorMask<Float> first = FloatVector.fromArray(SEARCHED, values, index).eq(value);
      VectorMask<Float> second = FloatVector.fromArray(SEARCHED, values, index + width).eq(value);
      VectorMask<Float> third =
          FloatVector.fromArray(SEARCHED, values, index + 2 * width).eq(value);
      VectorMask<Float> last = FloatVector.fromArray(SEARCHED, values, index + 3 * width).eq(value);
      if (first.or(second).or(third.or(last)).anyTrue()) {
        break;
      }
      index += 4 * width;
    }
    while (index + width <= end
        && !FloatVector.fromArray(SEARCHED, values, index).eq(value).anyTrue()) {
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
    DoubleVector bounds = DoubleVector.broadcast(DOUBLES, bound);
    LongVector below = LongVector.zero(LONGS);
    int whole = from + DOUBLES.loopBound(to - from);
    for (int i = from; i < whole; i += WIDTH) {
      LongVector difference =
          DoubleVector.fromArray(DOUBLES, logits, i).sub(bounds).reinterpretAsLongs();
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
    Arrays.fill(logits, count, count + WIDTH, max);
    for (int from = 0; from < count; from += AHEAD) {
      int some = Math.min(AHEAD, count - from);
      findSteps(logits, from, some, max);
      ExpTable.lookUp(steps, some, powers, rests);
      Arrays.fill(powers, some, some + WIDTH, 0.0); // lanes behind the last logit add nothing
      addExps(logits, from, some, max);
    }
    addUp(total);
    return Kernel.sumOf(squares);
  }

  /** Finds how many steps of the table each logit is from the largest. */
  private void findSteps(double[] logits, int from, int count, double max) {
    for (int j = 0; j < count; j += WIDTH) {
      DoubleVector.fromArray(DOUBLES, logits, from + j)
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
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, 0);
    DoubleVector low = DoubleVector.fromArray(DOUBLES, lows, 0);
    LongVector most = LongVector.fromArray(LONGS, greatest, 0);
    DoubleVector maxes = DoubleVector.broadcast(DOUBLES, max);
    for (int j = 0; j < count; j += WIDTH) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, from + j);
      DoubleVector difference = logit.sub(maxes);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(maxes));

      LongVector step = LongVector.fromArray(LONGS, steps, j);
      DoubleVector wholeSteps = step.reinterpretAsDoubles().sub(ExpTable.ROUND_TO_INTEGER);
      DoubleVector rest =
          wholeSteps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_HIGH),
              difference);
      DoubleVector corrections = differenceLow.add(DoubleVector.fromArray(DOUBLES, rests, j));
      DoubleVector high =
          rest.add(
              wholeSteps.lanewise(
                  VectorOperators.FMA,
                  DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_LOW),
                  corrections));

      LongVector octave =
          step.lanewise(VectorOperators.LSHR, ExpTable.INDEX_BITS)
              .lanewise(VectorOperators.LSHL, 52);
      DoubleVector power =
          DoubleVector.fromArray(DOUBLES, powers, j)
              .reinterpretAsLongs()
              .add(octave)
              .reinterpretAsDoubles();
      DoubleVector series = high.lanewise(VectorOperators.FMA, 1.0 / 24, 1.0 / 6);
      series = series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(DOUBLES, 0.5));
      DoubleVector rise = high.mul(high).lanewise(VectorOperators.FMA, series, high);
      DoubleVector value = power.lanewise(VectorOperators.FMA, rise, power);
      DoubleVector valueLow = power.lanewise(VectorOperators.FMA, rise, power.sub(value));

      int lane = j & (LANES - WIDTH);
      value
          .lanewise(VectorOperators.FMA, value, DoubleVector.fromArray(DOUBLES, squares, lane))
          .intoArray(squares, lane);
      most = most.max(value.reinterpretAsLongs());

      DoubleVector next = sum.add(value);
      low = low.add(value.sub(next.sub(sum)).add(valueLow));
      sum = next;
      if ((j & (WIDTH * (BLOCK - 1))) == WIDTH * (BLOCK - 1)) {
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
    for (int lane = 1; lane < WIDTH; lane++) {
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
