// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import io.github.sparkxent.numeric.MergeableStateContract;
import java.util.Random;

/** The merge laws of {@link ExactSum}, over terms of every kind. */
class ExactSumMergeTest extends MergeableStateContract<ExactSum, double[]> {
  @Override
  protected ExactSum empty() {
    return new ExactSum();
  }

  @Override
  protected void add(ExactSum state, double[] factors) {
    switch (factors.length) {
      case 1 -> state.add(factors[0]);
      case 2 -> state.addProduct(factors[0], factors[1]);
      case 3 -> state.addProduct(factors[0], factors[1], factors[2]);
      default -> state.addProduct(factors[0], factors[1], factors[2], factors[3]);
    }
  }

  @Override
  protected void merge(ExactSum state, ExactSum other) {
    state.add(other);
  }

  @Override
  protected byte[] bytes(ExactSum state) {
    return state.toByteArray();
  }

  @Override
  protected ExactSum read(byte[] bytes) {
    return ExactSum.fromByteArray(bytes);
  }

  @Override
  protected Object result(ExactSum state) {
    return state.value();
  }

  @Override
  protected double[] row(Random random) {
    double[] factors = new double[1 + random.nextInt(4)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = term(random);
    }
    if (factors.length > 1 && random.nextInt(100) == 0) {
      factors[0] = Double.NEGATIVE_INFINITY;
    }
    return factors;
  }

  /** Never zero, so that one more term is another sum. */
  private static double term(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 20 * random.nextDouble() + 1e-9;
      case 1 -> Double.MIN_VALUE * (1 + random.nextInt(9));
      case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2040) - 1020) + 1e-300;
      default -> -Double.MAX_VALUE / (1 + random.nextInt(9));
    };
  }
}
