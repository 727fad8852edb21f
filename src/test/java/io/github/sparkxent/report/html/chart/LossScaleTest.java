// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.HistogramBin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossScaleTest {
  /** Bins that each end at a multiple of where they begin. */
  private static List<HistogramBin> bins(double low, double ratio, int count) {
    List<HistogramBin> bins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bins.add(new HistogramBin(low, low * ratio, 1));
      low *= ratio;
    }
    return bins;
  }

  private static List<String> labels(List<HistogramBin> bins) {
    return LossScale.ticks(bins).stream().map(LossScale.Tick::label).toList();
  }

  @Test
  void a_wide_range_has_powers_of_ten() {
    assertThat(labels(bins(0x1p-30, 2, 34))).containsExactly("1e-8", "1e-6", "0.0001", "0.01", "1");
    assertThat(labels(bins(0x1p-13, 2, 16))).containsExactly("0.001", "0.01", "0.1", "1");
  }

  @Test
  void a_range_of_a_few_powers_of_two_has_the_multiples_between() {
    assertThat(labels(bins(0.125, 2, 6))).containsExactly("0.2", "0.5", "1", "2", "5");
  }

  @Test
  void a_narrow_range_has_the_ticks_of_any_axis() {
    assertThat(labels(bins(2.2, 1.02, 6))).containsExactly("2.2", "2.3", "2.4");
  }

  @Test
  void a_tick_stands_in_its_bin_by_its_distance_from_the_ends() {
    LossScale.Tick one = LossScale.ticks(bins(0.1, 10, 4)).get(1);
    assertThat(one.label()).isEqualTo("1");
    assertThat(one.position()).isEqualTo(0.25, within(1e-12));
    LossScale.Tick within = LossScale.ticks(bins(0.5, 4, 3)).get(1);
    assertThat(within.label()).isEqualTo("1");
    assertThat(within.position()).isEqualTo(1.0 / 9, within(1e-12));
  }

  @Test
  void zero_stands_where_the_first_bin_begins() {
    List<HistogramBin> bins = new ArrayList<>();
    bins.add(new HistogramBin(-3, 0, 1));
    bins.add(new HistogramBin(0, 0.125, 1));
    bins.addAll(bins(0.125, 2, 6));
    assertThat(LossScale.ticks(bins).get(0)).isEqualTo(new LossScale.Tick(0.125, "0"));
  }

  @Test
  void the_ends_of_what_a_double_can_hold_have_few_ticks() {
    assertThat(labels(bins(1e-300, 1e20, 30))).hasSizeBetween(3, 9);
    assertThat(labels(List.of(new HistogramBin(0, Double.MIN_VALUE, 1)))).isEmpty();
    assertThat(labels(List.of(new HistogramBin(1, 1, 1)))).hasSize(1);
  }
}
