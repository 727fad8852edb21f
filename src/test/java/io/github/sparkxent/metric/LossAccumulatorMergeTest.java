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
package io.github.sparkxent.metric;

import java.util.Random;

/** The merge laws of {@link LossAccumulator}, over rows with and without weights. */
class LossAccumulatorMergeTest extends MetricStateContract<LossAccumulator, double[]> {
  @Override
  protected LossAccumulator empty() {
    return new LossAccumulator();
  }

  @Override
  protected void add(LossAccumulator state, double[] row) {
    state.add(row[0], row[1], row[2]);
  }

  @Override
  protected LossAccumulator read(byte[] bytes) {
    return LossAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(LossAccumulator state) {
    return state.summary();
  }

  @Override
  protected double[] row(Random random) {
    double loss =
        switch (random.nextInt(20)) {
          case 0 -> 0.0;
          case 1 -> Double.MIN_VALUE;
          case 2 -> -random.nextDouble();
          case 3 -> random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : 1e200;
          default -> -StrictMath.log(random.nextDouble());
        };
    double r = random.nextInt(10) == 0 ? 0 : random.nextDouble() * 3;
    return switch (random.nextInt(4)) {
      case 0 -> new double[] {loss, r, r};
      case 1 -> new double[] {loss, r, r * random.nextDouble()};
      case 2 -> new double[] {loss, 1, random.nextDouble()};
      default -> new double[] {loss, 1, 1};
    };
  }
}
