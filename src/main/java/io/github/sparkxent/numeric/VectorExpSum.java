/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.numeric;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of exponentials in two words, a vector of logits at a time: the steps of {@link
 * ScalarExpSum} lane by lane. The lanes are added up in another order, so the second word may
 * differ; the bound of the error is the same.
 *
 * <p>To be loaded only where the module jdk.incubator.vector is present: see {@link KernelChoice}.
 */
final class VectorExpSum implements ExpSum {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INDICES =
      VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  private static final int LANES = DOUBLES.length(); // 4 or 8
  private static final double ROUND_TO_INTEGER = 0x1.8p52;

  private final int[] indices = new int[LANES];
  private final double[] sums = new double[LANES];
  private final double[] sumsLow = new double[LANES];

  /** Used by reflection; fails where vectors are too short to be worth it. */
  VectorExpSum() {
    if (LANES != ExpSum.LANES && LANES != ExpSum.LANES / 2) {
      throw new UnsupportedOperationException("vectors of " + LANES + " doubles");
    }
  }

  /**
   * One long method on purpose: with the steps in methods of their own the compiler leaves vectors
   * on the heap between them, and the loop takes four times as long.
   */
  @Override
  public void sum(double[] logits, int count, double max, TwoWords result, double[] squares) {
    DoubleVector sumHigh = DoubleVector.zero(DOUBLES);
    DoubleVector sumLow = DoubleVector.zero(DOUBLES);
    DoubleVector squaresNow = DoubleVector.zero(DOUBLES);
    DoubleVector squaresNext = DoubleVector.zero(DOUBLES);
    DoubleVector maxes = DoubleVector.broadcast(DOUBLES, max);
    int[] index = indices;
    Arrays.fill(logits, count, count + LANES, max);
    for (int j = 0; j < count; j += LANES) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, j);
      DoubleVector difference = logit.sub(maxes);
      DoubleVector roundedMax = logit.sub(difference);
      DoubleVector differenceLow = logit.sub(difference.add(roundedMax)).add(roundedMax.sub(maxes));

      DoubleVector shifted =
          difference.lanewise(VectorOperators.FMA, ExpTable.STEPS_PER_UNIT, ROUND_TO_INTEGER);
      DoubleVector steps = shifted.sub(ROUND_TO_INTEGER);
      DoubleVector rest =
          steps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_HIGH),
              difference);
      DoubleVector correction =
          steps.lanewise(
              VectorOperators.FMA,
              DoubleVector.broadcast(DOUBLES, -ExpTable.STEP_LOW),
              differenceLow);
      DoubleVector high = rest.add(correction);
      DoubleVector low = rest.sub(high).add(correction);

      LongVector step = shifted.reinterpretAsLongs();
      LongVector tableIndex = step.and(ExpTable.SIZE - 1L);
      ((IntVector) tableIndex.convertShape(VectorOperators.L2I, INDICES, 0)).intoArray(index, 0);
      LongVector octave =
          step.lanewise(VectorOperators.LSHR, ExpTable.INDEX_BITS)
              .add(ExpTable.SCALE_EXPONENT)
              .lanewise(VectorOperators.LSHL, 52);
      DoubleVector table = DoubleVector.fromArray(DOUBLES, ExpTable.HIGH, 0, index, 0);
      DoubleVector power = table.reinterpretAsLongs().add(octave).reinterpretAsDoubles();
      DoubleVector rests = low.add(DoubleVector.fromArray(DOUBLES, ExpTable.LOW, 0, index, 0));

      DoubleVector series = high.lanewise(VectorOperators.FMA, 1.0 / 720, 1.0 / 120);
      series =
          series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(DOUBLES, 1.0 / 24));
      series = series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(DOUBLES, 1.0 / 6));
      series = series.lanewise(VectorOperators.FMA, high, DoubleVector.broadcast(DOUBLES, 0.5));
      DoubleVector highSquare = high.mul(high);
      DoubleVector tail = rests.lanewise(VectorOperators.FMA, high, rests);
      tail = highSquare.lanewise(VectorOperators.FMA, series, tail);

      DoubleVector product = power.mul(high);
      DoubleVector productLow = power.lanewise(VectorOperators.FMA, high, product.neg());
      productLow = power.lanewise(VectorOperators.FMA, tail, productLow);
      DoubleVector rise = product.add(productLow);
      DoubleVector riseLow = product.sub(rise).add(productLow);
      DoubleVector value = power.add(rise);
      DoubleVector valueLow = power.sub(value).add(rise).add(riseLow);
      if (j + LANES > count) {
        VectorMask<Double> inside = DOUBLES.indexInRange(j, count);
        value = DoubleVector.zero(DOUBLES).blend(value, inside);
        valueLow = DoubleVector.zero(DOUBLES).blend(valueLow, inside);
      }

      DoubleVector unscaled = value.mul(ExpTable.INVERSE_SCALE);
      DoubleVector square = unscaled.lanewise(VectorOperators.FMA, unscaled, squaresNow);
      squaresNow = LANES == ExpSum.LANES ? square : squaresNext;
      squaresNext = square;

      DoubleVector total = sumHigh.add(value);
      DoubleVector part = total.sub(sumHigh);
      sumLow = sumLow.add(sumHigh.sub(total.sub(part)).add(value.sub(part)).add(valueLow));
      sumHigh = total;
    }
    // With half as many lanes as there must be, two vectors take turns; here the turn may be
    // either's.
    boolean turned = LANES != ExpSum.LANES && (count + LANES - 1) / LANES % 2 != 0;
    (turned ? squaresNext : squaresNow).intoArray(squares, 0);
    if (LANES != ExpSum.LANES) {
      (turned ? squaresNow : squaresNext).intoArray(squares, LANES);
    }
    sumHigh.intoArray(sums, 0);
    sumLow.intoArray(sumsLow, 0);
    addUp(result);
  }

  private void addUp(TwoWords result) {
    double sumHigh = sums[0];
    double sumLow = sumsLow[0];
    for (int lane = 1; lane < LANES; lane++) {
      double total = sumHigh + sums[lane];
      double part = total - sumHigh;
      sumLow += ((sumHigh - (total - part)) + (sums[lane] - part)) + sumsLow[lane];
      sumHigh = total;
    }
    result.set(sumHigh, sumLow);
  }
}
