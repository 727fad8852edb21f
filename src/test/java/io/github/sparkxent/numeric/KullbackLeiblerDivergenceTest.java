// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KullbackLeiblerDivergenceTest {
  private static final double MASKED = Double.NEGATIVE_INFINITY;
  private static final MathContext DIGITS = new MathContext(60);

  private final KullbackLeiblerDivergence divergence = new KullbackLeiblerDivergence();

  private double of(double[] from, double[] to) {
    SoftmaxRow row = new SoftmaxRow();
    int argmax = row.load(from).argmax();
    divergence.from(from, 0, from.length, argmax, row.probability(argmax));
    argmax = row.load(to).argmax();
    divergence.to(to, 0, to.length, argmax, row.probability(argmax));
    return divergence.value();
  }

  private static double max(double[] row) {
    return Arrays.stream(row).max().orElseThrow();
  }

  /** The divergence to some 40 digits, by the definition. */
  private static BigDecimal exact(double[] from, double[] to) {
    BigDecimal sum = ExactReference.sumOfOthers(from, max(from)).toBigDecimal().add(BigDecimal.ONE);
    BigDecimal log = ExactReference.log1p(ExactReference.sumOfOthers(from, max(from)));
    BigDecimal otherLog = ExactReference.log1p(ExactReference.sumOfOthers(to, max(to)));
    BigDecimal total = BigDecimal.ZERO;
    for (int c = 0; c < from.length; c++) {
      if (from[c] != MASKED) {
        BigDecimal x = new BigDecimal(from[c]).subtract(new BigDecimal(max(from)));
        BigDecimal y = new BigDecimal(to[c]).subtract(new BigDecimal(max(to)));
        BigDecimal power =
            ExactReference.sumOfOthers(new double[] {max(from), from[c]}, max(from)).toBigDecimal();
        total = total.add(power.multiply(x.subtract(log).subtract(y.subtract(otherLog))), DIGITS);
      }
    }
    return total.divide(sum, DIGITS);
  }

  private static void is_within_its_bound(double found, double[] from, double[] to) {
    BigDecimal exact = exact(from, to);
    double bound =
        (from.length + 8) * 0x1p-52 * (exact.doubleValue() + 2 + StrictMath.log(from.length));
    assertThat(exact.subtract(new BigDecimal(found)).abs().doubleValue()).isLessThan(bound);
  }

  @Test
  void is_within_its_bound_for_rows_of_all_kinds() {
    RandomRows source = new RandomRows(23);
    for (int i = 0; i < 20_000; i++) {
      double[] from = source.next().logits();
      double[] to = source.next(from.length).logits();
      is_within_its_bound(of(from, to), from, to);
    }
  }

  @Test
  void is_within_its_bound_for_rows_that_hardly_differ() {
    RandomRows source = new RandomRows(24);
    SplittableRandom random = new SplittableRandom(24);
    for (int i = 0; i < 2000; i++) {
      double[] from = source.next().logits();
      double[] to = from.clone();
      int changed = random.nextInt(to.length);
      to[changed] += to[changed] * 1e-7 * random.nextDouble(-1, 1);
      is_within_its_bound(of(from, to), from, to);
      double[] shifted = Arrays.stream(from).map(logit -> logit + 100).toArray();
      is_within_its_bound(of(from, shifted), from, shifted);
    }
  }

  @Test
  void is_within_its_bound_where_exponentials_underflow() {
    double[] from = {0, -700.5, -720, -744, -746, -2000};
    double[] to = {-1e300, 0, 1, -1e307, 2, -1e305};
    is_within_its_bound(of(from, to), from, to);
    is_within_its_bound(of(to, from), to, from);
  }

  /** There the rounding of the difference itself would be seen. */
  @Test
  void is_within_its_bound_where_a_class_of_hardly_any_mass_decides() {
    SplittableRandom random = new SplittableRandom(26);
    for (int i = 0; i < 2000; i++) {
      double[] from = {random.nextDouble(), random.nextDouble(-300, -100)};
      double[] to = {random.nextDouble(), -1e200 * random.nextDouble()};
      is_within_its_bound(of(from, to), from, to);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1000, 50_000})
  void of_a_row_and_itself_is_zero(int classes) {
    double[] row = new SplittableRandom(classes).doubles(classes, -9, 9).toArray();

    assertThat(of(row, row.clone())).isEqualTo(0.0);
  }

  @Test
  void of_floats_is_that_of_the_same_doubles() {
    RandomRows source = new RandomRows(25);
    for (int i = 0; i < 1000; i++) {
      double[] from = narrowed(source.next().logits());
      double[] to = narrowed(source.next(from.length).logits());
      double expected = of(from, to);
      SoftmaxRow row = new SoftmaxRow();
      int start = 3;
      float[] floats = new float[start + from.length];
      for (int c = 0; c < from.length; c++) {
        floats[start + c] = (float) from[c];
      }
      int argmax = row.load(from).argmax();
      divergence.from(floats, start, from.length, argmax, row.probability(argmax));

      assertThat(divergence.value()).isEqualTo(expected);
    }
  }

  private static double[] narrowed(double[] row) {
    return Arrays.stream(row).map(logit -> (float) logit).toArray();
  }

  @Test
  void is_ln_2_of_certainty_and_an_even_chance() {
    assertThat(of(new double[] {0, MASKED}, new double[] {5, 5}))
        .isCloseTo(StrictMath.log(2), within(0x1p-52));
  }

  @Test
  void a_class_without_mass_adds_nothing_and_one_that_only_the_other_row_lacks_infinity() {
    double[] masked = {1, MASKED, 2};
    double[] full = {1, 0, 2};
    double[] deep = {1, -1e4, 2};

    assertThat(of(masked, masked.clone())).isEqualTo(0.0);
    assertThat(of(masked, full)).isBetween(0.0, 1.0);
    assertThat(of(full, masked)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of(deep, masked)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void of_logits_as_far_apart_as_doubles_can_be_is_never_nan() {
    double most = Double.MAX_VALUE;
    double[][] rows = {{most, -most}, {-most, most}, {0, -most}, {MASKED, -most}, {0, 0}};
    for (double[] from : rows) {
      for (double[] to : rows) {
        assertThat(of(from, to)).isGreaterThanOrEqualTo(0.0);
      }
    }
    assertThat(of(rows[0], rows[1])).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of(rows[2], rows[4])).isCloseTo(StrictMath.log(2), within(0x1p-52));
  }

  @Test
  void of_probabilities_uses_them_as_they_are() {
    double[] half = {0.5, 0.5, 0};
    double[] logs = {StrictMath.log(0.5), StrictMath.log(0.5), MASKED};
    double[] others = {StrictMath.log(0.25), StrictMath.log(0.75), MASKED};

    assertThat(KullbackLeiblerDivergence.of(half, logs, others))
        .isCloseTo(0.5 * StrictMath.log(2) + 0.5 * StrictMath.log(2.0 / 3), within(0x1p-51));
    assertThat(KullbackLeiblerDivergence.of(half, logs, new double[] {0, MASKED, 0}))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(KullbackLeiblerDivergence.of(half, logs, new double[3])).isEqualTo(0.0);
  }

  @Test
  void rows_of_different_numbers_of_classes_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(new double[3], new double[2]))
        .withMessage("a row of 3 classes and one of 2, expected equal numbers");
  }
}
