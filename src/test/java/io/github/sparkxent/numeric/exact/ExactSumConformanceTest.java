// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sparkxent.numeric.OracleCases;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every sum and mean of the conformance cases is the exact double, in any order and grouping. */
class ExactSumConformanceTest {
  private static final int SHUFFLES = 3;

  @TestFactory
  Stream<DynamicNode> values() {
    return OracleCases.values().stream().map(ExactSumConformanceTest::sumAndMean);
  }

  private static DynamicTest sumAndMean(OracleCases.Values expected) {
    return dynamicTest(
        expected.id(),
        () -> {
          double[] values = expected.values().clone();
          for (int i = 0; i <= SHUFFLES; i++) {
            ExactSum sum = inParts(values);
            assertBits(sum.value(), expected.sum());
            assertBits(sum.mean(values.length), expected.mean());
            shuffle(values, new Random(i));
          }
        });
  }

  /** Sums in parts of random length that pass through their binary form and are merged. */
  private static ExactSum inParts(double[] values) {
    Random random = new Random(values.length);
    ExactSum total = new ExactSum();
    ExactSum part = new ExactSum();
    for (double value : values) {
      part.add(value);
      if (random.nextInt(1 + values.length / 5) == 0) {
        total.add(ExactSum.fromByteArray(part.toByteArray()));
        part = new ExactSum();
      }
    }
    part.add(total);
    return part;
  }

  private static void shuffle(double[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  private static void assertBits(double actual, OracleCases.Answer expected) {
    assertThat(Double.toHexString(actual)).isEqualTo(Double.toHexString(expected.value()));
  }
}
