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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The two words of each kernel, and of the logarithm, are within the bounds that the proof uses.
 */
class ExpSumTest {

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal INVERSE_SCALE = new BigDecimal(ExpTable.INVERSE_SCALE);
  private static final double EXP_BOUND = Math.scalb(1.0, -71) * 1.08;
  private static final double LOG_BOUND = 0x1p-72;

  static Stream<ExpSum> kernels() {
    return Stream.of(KernelChoice.scalar(), KernelChoice.vectorKernel())
        .filter(kernel -> kernel != null);
  }

  @Test
  void both_kernels_are_tested_where_there_are_vectors() {
    assumeThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
    assumeThat(System.getProperty("os.arch")).isIn("amd64", "x86_64");
    assertThat(kernels()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void one_exponential_is_within_the_bound(ExpSum kernel) {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0.0;
    for (int i = 0; i < 10_000; i++) {
      double max = i % 2 == 0 ? 0.0 : 100 * random.nextDouble();
      double spread = i % 3 == 0 ? 0.01 : i % 3 == 1 ? 6.0 : 799.0;
      worst = Math.max(worst, error(kernel, max, max - spread * random.nextDouble()));
    }
    assertThat(worst).isLessThan(EXP_BOUND);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void exponentials_at_the_ends_of_the_steps_are_within_the_bound(ExpSum kernel) {
    double step = Math.log(2) / 256;
    for (int i = 0; i < 100_000; i += 61) {
      double middle = -step * (i + 0.5);
      assertThat(error(kernel, 0.0, middle)).isLessThan(EXP_BOUND);
      assertThat(error(kernel, 0.0, Math.nextUp(middle))).isLessThan(EXP_BOUND);
      assertThat(error(kernel, 0.0, -step * i)).isLessThan(EXP_BOUND);
    }
    assertThat(error(kernel, 0.0, ExpTable.LEAST_DIFFERENCE)).isLessThan(EXP_BOUND);
    assertThat(error(kernel, 0.0, -Double.MIN_VALUE)).isLessThan(EXP_BOUND);
  }

  static Stream<Object[]> kernelsAndSizes() {
    int[] sizes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 31, 64, 100, 1000, 1024};
    return kernels()
        .flatMap(kernel -> IntStream.of(sizes).mapToObj(size -> new Object[] {kernel, size}));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void sums_of_any_size_are_within_the_bound(ExpSum kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (double lead : new double[] {0, 1, 40, 700}) {
      double[] logits = new double[size + 1];
      Arrays.setAll(logits, j -> (float) (16 * random.nextDouble() - 8 - lead));
      logits[size] = 9.0;
      assertThat(error(kernel, 9.0, logits, size)).isLessThan(EXP_BOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void squares_have_the_same_bits_from_each_kernel(ExpSum kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    double[] logits = new double[size + ExpSum.PADDING];
    Arrays.setAll(logits, j -> (float) (16 * random.nextDouble() - 8));
    double[] squares = new double[ExpSum.LANES];
    double[] expected = new double[ExpSum.LANES];
    for (int j = 0; j < size; j++) {
      expected[j % ExpSum.LANES] += StrictMath.exp(2 * (logits[j] - 8.0));
    }
    double[] scalar = new double[ExpSum.LANES];

    kernel.sum(logits.clone(), size, 8.0, new TwoWords(), squares);
    KernelChoice.scalar().sum(logits.clone(), size, 8.0, new TwoWords(), scalar);

    assertThat(squares).isEqualTo(scalar);
    for (int lane = 0; lane < ExpSum.LANES; lane++) {
      assertThat(squares[lane]).isCloseTo(expected[lane], withinPercentage(1e-11));
    }
  }

  @Test
  void the_logarithm_is_within_the_bound() {
    SplittableRandom random = new SplittableRandom(3);
    double worst = 0.0;
    for (int i = 0; i < 10_000; i++) {
      double s = Math.scalb(1.0 + random.nextDouble(), random.nextInt(i % 2 == 0 ? 20 : 60) - 40);
      TwoWords scaled = new TwoWords();
      scaled.set(s * 0x1p512, s * 0x1p458 * random.nextDouble());
      BigDecimal exactSum = scaled(scaled);
      TwoWords log = new TwoWords();
      TwoWordLog.log1p(scaled, log);
      BigDecimal exact = ExactReference.log1p(exactSum);
      worst = Math.max(worst, relative(scaled(log), exact));
    }
    assertThat(worst).isLessThan(LOG_BOUND);
  }

  private static double error(ExpSum kernel, double max, double... logits) {
    return error(kernel, max, Arrays.copyOf(logits, logits.length + 1), logits.length);
  }

  /**
   * The relative error of the sum of the first logits; the last of the array stands for the max.
   */
  private static double error(ExpSum kernel, double max, double[] logits, int count) {
    double[] padded = Arrays.copyOf(logits, count + ExpSum.PADDING);
    Arrays.fill(padded, count, padded.length, Double.NaN);
    TwoWords sum = new TwoWords();
    kernel.sum(padded, count, max, sum, new double[ExpSum.LANES]);
    double[] row = Arrays.copyOf(logits, count + 1);
    row[count] = max;
    BigDecimal exact = ExactReference.sumOfOthers(row, max).toBigDecimal();
    BigDecimal actual = scaled(sum);
    return exact.signum() == 0 ? actual.doubleValue() : relative(actual, exact);
  }

  private static BigDecimal scaled(TwoWords number) {
    return scaled(number.high).add(scaled(number.low), DIGITS);
  }

  private static BigDecimal scaled(double word) {
    return new BigDecimal(word).multiply(INVERSE_SCALE, DIGITS);
  }

  private static double relative(BigDecimal actual, BigDecimal exact) {
    return actual.subtract(exact, DIGITS).divide(exact, DIGITS).abs().doubleValue();
  }
}
