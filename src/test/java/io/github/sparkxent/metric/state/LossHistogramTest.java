// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.metric.tally.LogarithmicBins;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossHistogramTest {
  private static List<HistogramBin> of(double... losses) {
    QuantileSketch sketch = new QuantileSketch();
    for (double loss : losses) {
      sketch.add(loss);
    }
    return sketch.summary().histogram();
  }

  private static long count(double[] losses, HistogramBin bin) {
    return Arrays.stream(losses).filter(x -> x >= bin.low() && x < bin.high()).count();
  }

  /** From a narrow spread to one of all that a double can hold. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 3, 20, 200, 1400})
  void every_count_is_that_of_the_losses_between_its_ends(double spread) {
    Random random = new Random(3);
    double[] losses = random.doubles(5000).map(u -> StrictMath.exp((u - 0.5) * spread)).toArray();
    losses[0] = 0;
    losses[1] = 1e-300;

    List<HistogramBin> bins = of(losses);

    assertThat(bins).hasSizeBetween(2, 42);
    assertThat(bins.stream().mapToLong(HistogramBin::count).sum()).isEqualTo(5000);
    for (int i = 0; i < bins.size(); i++) {
      assertThat(bins.get(i).count()).isEqualTo(count(losses, bins.get(i)));
      assertThat(bins.get(i).low())
          .isLessThan(bins.get(i).high())
          .isEqualTo(i == 0 ? 0 : bins.get(i - 1).high());
    }
  }

  @Test
  void losses_over_many_powers_of_two_have_these_as_bins() {
    assertThat(of(0.75, 1, 1.5, 100))
        .startsWith(new HistogramBin(0.5, 1, 1), new HistogramBin(1, 2, 2))
        .endsWith(new HistogramBin(64, 128, 1));
  }

  @Test
  void losses_close_together_are_told_apart() {
    Random random = new Random(4);
    List<HistogramBin> bins = of(random.doubles(1000).map(u -> 2.2 + 0.2 * u).toArray());
    assertThat(bins).hasSizeBetween(4, 12);
  }

  @Test
  void a_few_tiny_losses_do_not_widen_the_bins_of_the_others() {
    double[] losses = new Random(5).doubles(1000).map(u -> 2.2 + 0.2 * u).toArray();
    int usual = of(losses).size();
    losses[0] = 1e-12;
    losses[1] = 0;
    List<HistogramBin> bins = of(losses);
    assertThat(bins).hasSizeBetween(usual, usual + 1);
    assertThat(bins.get(0).low()).isZero();
    assertThat(bins.get(0).count()).isEqualTo(2);
  }

  @Test
  void the_ends_of_what_a_double_can_hold_have_bins() {
    assertThat(of(Double.MAX_VALUE)).singleElement().extracting("high").isEqualTo(Double.MAX_VALUE);
    assertThat(of(Double.MIN_VALUE)).singleElement().extracting("low").isEqualTo(Double.MIN_VALUE);
    assertThat(of(0, 0)).containsExactly(new HistogramBin(0, Double.MIN_VALUE, 2));
  }

  @Test
  void negative_losses_are_one_bin_below_zero() {
    assertThat(of(-3, -1, 1.5).get(0)).isEqualTo(new HistogramBin(-3, 0, 2));
  }

  @Test
  void infinite_losses_are_in_no_bin() {
    assertThat(of(Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(of()).isEmpty();
  }

  @Test
  void every_bin_begins_where_its_least_number_is() {
    for (int bin : new int[] {-35 * 1000, -36, -35, -1, 0, 1, 17, 34, 35, 1000}) {
      double lower = LogarithmicBins.lower(bin);
      assertThat(LogarithmicBins.of(lower)).isEqualTo(bin);
      assertThat(LogarithmicBins.of(Math.nextDown(lower))).isEqualTo(bin - 1);
    }
    assertThat(LogarithmicBins.lower(-70)).isEqualTo(0.25);
  }
}
