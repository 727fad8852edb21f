// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.tally.LogarithmicBins;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest extends MetricStateContract<QuantileSketch, Double> {
  @Override
  protected QuantileSketch empty() {
    return new QuantileSketch();
  }

  @Override
  protected void add(QuantileSketch state, Double row) {
    state.add(row);
  }

  @Override
  protected Double row(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 0.0;
      case 1 -> POSITIVE_INFINITY;
      case 2 -> MIN_VALUE;
      case 3 -> MAX_VALUE;
      case 4, 5 -> -random.nextDouble();
      case 6 -> Math.scalb(1 + random.nextDouble(), random.nextInt(2000) - 1000);
      default -> -StrictMath.log(random.nextDouble());
    };
  }

  private static QuantileSketch of(double... values) {
    QuantileSketch sketch = new QuantileSketch();
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
  }

  private static void assertWithinOnePercent(double[] values) {
    QuantileSketch sketch = of(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int percent = 0; percent <= 100; percent++) {
      double exact = sorted[(int) ((long) percent * (sorted.length - 1) / 100)];
      assertThat(sketch.percentile(percent))
          .as("percentile %d of %d values", percent, sorted.length)
          .isCloseTo(exact, within(0.01 * Math.abs(exact)));
    }
  }

  @Test
  void no_values_have_no_quantiles() {
    assertThat(new QuantileSketch().percentile(50)).isNull();
  }

  @Test
  void equal_values_are_every_quantile_exactly() {
    for (double x : new double[] {0.4076059644443803, -3, MIN_VALUE, MAX_VALUE}) {
      QuantileSketch sketch = of(x, x, x);
      assertThat(sketch.percentile(0)).isEqualTo(x);
      assertThat(sketch.percentile(50)).isEqualTo(x);
      assertThat(sketch.percentile(99)).isEqualTo(x);
    }
    assertThat(of(-0.0).percentile(50)).hasToString("0.0");
  }

  @Test
  void quantiles_of_losses_are_within_one_percent() {
    Random random = new Random(8);
    for (int n : new int[] {1, 2, 3, 10, 99, 100, 101, 10_000}) {
      assertWithinOnePercent(random.doubles(n).map(u -> -StrictMath.log(u)).toArray());
      assertWithinOnePercent(random.doubles(n).map(u -> StrictMath.exp(-1400 * u + 700)).toArray());
      assertWithinOnePercent(random.doubles(n).map(u -> 10 * u - 5).toArray());
    }
  }

  @Test
  void every_finite_double_is_within_one_percent_of_the_middle_of_its_bin() {
    Random random = new Random(9);
    for (int i = 0; i < 200_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong() >>> 1);
      if (x >= Double.MIN_NORMAL && x <= MAX_VALUE) {
        double middle = LogarithmicBins.middle(LogarithmicBins.of(x));
        assertThat(Math.abs(middle / x - 1)).isLessThanOrEqualTo(0.01);
      }
    }
  }

  @Test
  void bins_ascend_with_the_values_across_octaves_and_into_the_subnormal() {
    int last = LogarithmicBins.LOWEST;
    assertThat(LogarithmicBins.of(MIN_VALUE)).isEqualTo(LogarithmicBins.LOWEST);
    for (double x = MIN_VALUE; x < MAX_VALUE; x = Math.max(Math.nextUp(x), x * 1.003)) {
      assertThat(LogarithmicBins.of(x)).isBetween(last, last + 36);
      last = LogarithmicBins.of(x);
    }
    assertThat(LogarithmicBins.of(MAX_VALUE)).isEqualTo(LogarithmicBins.HIGHEST);
    assertThat(LogarithmicBins.of(Math.nextDown(2.0))).isEqualTo(34);
    assertThat(LogarithmicBins.of(2.0)).isEqualTo(35);
    assertThat(LogarithmicBins.of(1.0)).isEqualTo(0);
  }

  @Test
  void subnormal_values_are_told_apart_from_zero() {
    assertThat(of(0, 0, 1e-320, 1, 1).percentile(50)).isCloseTo(1e-320, within(2e-322));
  }

  @Test
  void infinities_rank_last() {
    QuantileSketch sketch = of(POSITIVE_INFINITY, 1, -1, 0, 2);
    assertThat(sketch.percentile(0)).isEqualTo(-1.0);
    assertThat(sketch.percentile(25)).isEqualTo(0.0);
    assertThat(sketch.percentile(50)).isCloseTo(1.0, within(0.01));
    assertThat(sketch.percentile(75)).isCloseTo(2.0, within(0.02));
    assertThat(sketch.percentile(100)).isEqualTo(POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void what_is_no_loss_is_refused(double value) {
    QuantileSketch sketch = new QuantileSketch();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sketch.add(value))
        .withMessageContaining("" + value);
    assertThat(sketch).isEqualTo(new QuantileSketch());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void a_percentage_out_of_range_is_refused(int percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1).percentile(percent))
        .withMessageContaining("" + percent);
  }

  @Test
  void three_far_apart_values_take_few_bytes() {
    assertThat(of(1e-300, 1e-9, 700).bytes()).hasSizeLessThan(40);
  }

  @Test
  void a_hundred_thousand_losses_take_at_most_3_kilobytes() {
    Random random = new Random(10);
    double[] losses = random.doubles(100_000).map(u -> -StrictMath.log(u)).toArray();
    assertThat(of(losses).bytes()).hasSizeLessThan(3000);
  }
}
