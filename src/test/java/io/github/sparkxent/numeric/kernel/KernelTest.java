// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.sparkxent.numeric.ExactReference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops of each kernel: the same extremes and squares, and sums within the proof's bound. */
class KernelTest {
  /** How many values lie before those that a test takes. */
  private static final int BEFORE = 3;

  private static final MathContext DIGITS = new MathContext(60);

  /** Of the exponential of one logit; that of a sum has to be below {@code QUICK_ERROR}. */
  private static final double EXP_BOUND = Math.scalb(1.0, -64) * 1.7;

  static Stream<Kernel> kernels() {
    return Stream.of(new ScalarKernel(), KernelDiscovery.vectorKernel())
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
  void one_exponential_is_within_the_bound(Kernel kernel) {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0.0;
    for (int i = 0; i < 20_000; i++) {
      double max = i % 2 == 0 ? 0.0 : 100 * random.nextDouble();
      double spread = i % 3 == 0 ? 0.01 : i % 3 == 1 ? 1.0 : 8.0;
      worst = Math.max(worst, error(kernel, max, max - spread * random.nextDouble()));
    }
    assertThat(worst).isLessThan(EXP_BOUND);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void exponentials_at_the_ends_of_the_steps_are_within_the_bound(Kernel kernel) {
    double step = Math.log(2) / ExpTable.SIZE;
    for (int i = 0; i < 30 * ExpTable.SIZE; i += 7) {
      double middle = -step * (i + 0.5);
      double bound = EXP_BOUND + guardError(middle);
      assertThat(error(kernel, 0.0, middle)).isLessThan(bound);
      assertThat(error(kernel, 0.0, Math.nextUp(middle))).isLessThan(bound);
      assertThat(error(kernel, 0.0, Math.nextDown(middle))).isLessThan(bound);
      assertThat(error(kernel, 0.0, -step * i)).isLessThan(bound);
    }
  }

  /** What the two words of 1 + S lose of an S as small as this. */
  private static double guardError(double difference) {
    return 0x1p-102 / StrictMath.exp(difference);
  }

  static Stream<Object[]> kernelsAndSizes() {
    int[] sizes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 31, 64, 100, 129, 1000, 50_000};
    return kernels()
        .flatMap(kernel -> IntStream.of(sizes).mapToObj(size -> new Object[] {kernel, size}));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void sums_are_within_the_bound_down_to_the_least_term(Kernel kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (double lead : new double[] {0.0, 1.0, 10.0, 23.7}) {
      double spread = lead == 23.7 ? 0.5 : 8.0; // so that no term is below the least one
      double[] logits = new double[size + 1];
      Arrays.setAll(logits, j -> (float) (9.0 - lead - spread * random.nextDouble()));
      logits[size] = 9.0;
      TwoWords total = new TwoWords();
      assertThat(error(kernel, 9.0, logits, size, total)).isLessThan(Rounding.QUICK_ERROR);
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void squares_and_the_largest_have_the_same_bits_from_each_kernel(Kernel kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    double[] logits = new double[size + Kernel.PADDING];
    Arrays.setAll(logits, j -> (float) (16 * random.nextDouble() - 8));
    double expected = 0.0;
    for (int j = 0; j < size; j++) {
      expected += StrictMath.exp(2 * (logits[j] - 8.0));
    }

    double squares = kernel.sum(logits.clone(), size, 8.0, new TwoWords());

    ScalarKernel scalar = new ScalarKernel();
    assertThat(squares)
        .isEqualTo(scalar.sum(logits.clone(), size, 8.0, new TwoWords()))
        .isCloseTo(expected, withinPercentage(1e-10));
    double largest = Arrays.stream(logits, 0, size).map(z -> StrictMath.exp(z - 8)).max().orElse(0);
    assertThat(kernel.largest())
        .isEqualTo(scalar.largest())
        .isCloseTo(largest, withinPercentage(1e-13));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void extremes_are_those_of_the_values(Kernel kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 3 == 0 ? -0.0f : (float) random.nextInt(-20, 20) / 3;
    }
    double[] logits = new double[size + Kernel.PADDING];

    long ranks = kernel.load(amidNaN(values), BEFORE, size, logits);

    float largest = -100;
    float smallest = 100;
    int index = -1;
    for (int i = 0; i < size; i++) {
      assertThat(logits[i]).isEqualTo(values[i] + 0.0f);
      index = values[i] > largest ? i : index;
      largest = Math.max(largest, values[i] + 0.0f);
      smallest = Math.min(smallest, values[i] + 0.0f);
    }
    assertThat(Kernel.valueOfRank((int) (ranks >> 32))).isEqualTo(largest);
    assertThat(Kernel.valueOfRank((int) ranks)).isEqualTo(smallest);
    assertThat(kernel.indexOf(largest, amidNaN(values), BEFORE, size)).isEqualTo(index);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void the_first_of_equal_values_is_found_wherever_it_is(Kernel kernel, int size) {
    for (int index = 0; index < size; index += size > 1000 ? 997 : 1) {
      float[] values = new float[size];
      Arrays.fill(values, 0, index, -1.0f);
      Arrays.fill(values, index, size, index % 2 == 0 ? 1.5f : -0.0f);

      float value = index % 2 == 0 ? 1.5f : 0.0f;
      assertThat(kernel.indexOf(value, amidNaN(values), BEFORE, size)).isEqualTo(index);
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void counts_are_those_of_a_loop(Kernel kernel, int size) {
    SplittableRandom random = new SplittableRandom(size);
    double[] logits = new double[size];
    Arrays.setAll(logits, i -> random.nextInt(20) == 0 ? -1.0 / 0.0 : random.nextInt(-3, 3));
    for (double bound : new double[] {Double.NEGATIVE_INFINITY, -2, Math.nextUp(-2.0), 0, 2, 3}) {
      int from = random.nextInt(size);
      int to = random.nextInt(from, size + 1);

      assertThat(kernel.countFrom(logits, from, to, bound))
          .isEqualTo(Arrays.stream(logits, from, to).filter(logit -> logit >= bound).count());
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndSizes")
  void nan_is_outside_of_the_infinities(Kernel kernel, int size) {
    for (int bits : new int[] {0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001}) {
      float[] values = new float[size];
      values[size / 2] = Float.intBitsToFloat(bits);
      values[0] = size > 2 ? Float.POSITIVE_INFINITY : values[0];
      values[size - 1] = size > 2 ? Float.NEGATIVE_INFINITY : values[size - 1];

      long ranks = kernel.load(values, 0, size, new double[size + Kernel.PADDING]);

      float largest = Kernel.valueOfRank((int) (ranks >> 32));
      float smallest = Kernel.valueOfRank((int) ranks);
      assertThat(Float.isNaN(largest) || Float.isNaN(smallest)).isTrue();
    }
  }

  private static float[] amidNaN(float[] values) {
    float[] amid = new float[BEFORE + values.length + 2];
    Arrays.fill(amid, Float.NaN);
    System.arraycopy(values, 0, amid, BEFORE, values.length);
    return amid;
  }

  private static double error(Kernel kernel, double max, double logit) {
    return error(kernel, max, new double[] {logit, max}, 1, new TwoWords());
  }

  /** The relative error of S, the sum over the first logits; the last of the array is the max. */
  private static double error(
      Kernel kernel, double max, double[] logits, int count, TwoWords total) {
    double[] padded = Arrays.copyOf(logits, count + Kernel.PADDING);
    Arrays.fill(padded, count, padded.length, Double.NaN);
    kernel.sum(padded, count, max, total);
    BigDecimal exact = ExactReference.sumOfOthers(logits, max).toBigDecimal();
    BigDecimal actual =
        new BigDecimal(total.high).add(new BigDecimal(total.low)).subtract(BigDecimal.ONE);
    return actual.subtract(exact, DIGITS).divide(exact, DIGITS).abs().doubleValue();
  }
}
