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

  private final int[] indices = new int[WIDTH];
  private final double[] sums = new double[WIDTH];
  private final double[] lows = new double[WIDTH];
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

  /**
   * One long method, with the steps of {@link ErrorFree} written out: between methods of their own
   * the compiler leaves vectors on the heap, and the loop takes four times as long.
   */
  @Override
  public double sum(double[] logits, int count, double max, TwoWords total) {
    DoubleVector sum = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector squaresNow = DoubleVector.zero(DOUBLES);
    DoubleVector squaresNext = DoubleVector.zero(DOUBLES);
    LongVector greatest = DoubleVector.zero(DOUBLES).reinterpretAsLongs();
    DoubleVector maxes = DoubleVector.broadcast(DOUBLES, max);
    int[] index = indices;
    Arrays.fill(logits, count, count + WIDTH, max);
    for (int j = 0; j < count; j += WIDTH) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, j);
      DoubleVector difference = logit.sub(maxes);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(maxes));

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
      if (j + WIDTH > count) {
        VectorMask<Double> inside = DOUBLES.indexInRange(j, count);
        power = DoubleVector.zero(DOUBLES).blend(power, inside);
      }
      DoubleVector value = power.lanewise(VectorOperators.FMA, rise, power);
      DoubleVector valueLow = power.lanewise(VectorOperators.FMA, rise, power.sub(value));

      DoubleVector square = value.lanewise(VectorOperators.FMA, value, squaresNow);
      squaresNow = WIDTH == LANES ? square : squaresNext;
      squaresNext = square;
      greatest = greatest.max(value.reinterpretAsLongs());

      DoubleVector next = sum.add(value);
      low = low.add(value.sub(next.sub(sum)).add(valueLow));
      sum = next;
      if ((j & (WIDTH * (BLOCK - 1))) == WIDTH * (BLOCK - 1)) {
        next = sum.add(low);
        low = low.sub(next.sub(sum));
        sum = next;
      }
    }
    // With half the lanes, two vectors take turns; here it may be the turn of either.
    boolean turned = WIDTH != LANES && (count + WIDTH - 1) / WIDTH % 2 != 0;
    (turned ? squaresNext : squaresNow).intoArray(squares, 0);
    if (WIDTH != LANES) {
      (turned ? squaresNow : squaresNext).intoArray(squares, WIDTH);
    }
    largest = Double.longBitsToDouble(greatest.reduceLanes(VectorOperators.MAX));
    sum.intoArray(sums, 0);
    low.intoArray(lows, 0);
    addUp(total);
    return Kernel.sumOf(squares);
  }

  @Override
  public double largest() {
    return largest;
  }

  /** Adds up the lanes, each of which starts with a 1. */
  private void addUp(TwoWords total) {
    double sum = sums[0];
    double low = lows[0];
    for (int lane = 1; lane < WIDTH; lane++) {
      double term = sums[lane] - 1.0;
      double next = sum + term;
      double part = next - sum;
      low += ((sum - (next - part)) + (term - part)) + lows[lane];
      sum = next;
    }
    total.set(sum, low);
  }
}
