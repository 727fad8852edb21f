// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.util.Random;

/** The merge laws of {@link LossAccumulator}, over rows with and without weights. */
class LossAccumulatorMergeTest
    extends MetricStateContract<LossAccumulator, LossAccumulatorMergeTest.Row> {
  record Row(double loss, double r, LabelWeight w) {}

  @Override
  protected LossAccumulator empty() {
    return new LossAccumulator();
  }

  @Override
  protected void add(LossAccumulator state, Row row) {
    state.add(row.loss, row.r, row.w);
  }

  @Override
  protected Row row(Random random) {
    double loss =
        switch (random.nextInt(20)) {
          case 0 -> 0.0;
          case 1 -> Double.MIN_VALUE;
          case 2 -> -random.nextDouble();
          case 3 -> random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : 1e200;
          default -> -StrictMath.log(random.nextDouble());
        };
    double r = random.nextInt(10) == 0 ? 0 : random.nextDouble() * 3;
    LabelWeight w = LabelWeight.of(random.nextDouble());
    return switch (random.nextInt(7)) {
      case 0 -> new Row(loss, r, LabelWeight.ONE);
      case 1 -> new Row(loss, r, w);
      case 2 -> new Row(loss, 1, w);
      case 3 -> new Row(loss, r, ofProducts(random, 1));
      case 4 -> new Row(loss, 1, ofProducts(random, 1e-200));
      case 5 -> new Row(loss, Double.MIN_VALUE, w);
      default -> new Row(loss, 1, LabelWeight.ONE);
    };
  }

  private static LabelWeight ofProducts(Random random, double scale) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 3; i++) {
      sum.addProduct(scale * random.nextDouble(), scale * random.nextDouble());
    }
    return LabelWeight.of(sum);
  }
}
