// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreBinsTest {
  @Test
  void bins_rise_with_scores() {
    Random random = new Random(5);
    double[] scores =
        random
            .longs(20_000)
            .mapToDouble(bits -> bits % 2 == 0 ? Double.longBitsToDouble(bits) : bits / 1e18)
            .filter(score -> !Double.isNaN(score))
            .sorted()
            .toArray();
    int[] bins = Arrays.stream(scores).mapToInt(ScoreBins::of).toArray();

    assertThat(bins).isSorted();
    assertThat(Arrays.stream(bins).distinct().count()).isGreaterThan(1000);
  }

  @Test
  void each_bin_starts_with_its_lower_end() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      double score = random.nextGaussian() * Math.pow(2, random.nextInt(300) - 150);
      double end = ScoreBins.lowerEnd(ScoreBins.of(score));
      assertThat(end).isLessThanOrEqualTo(score);
      assertThat(ScoreBins.of(end)).isEqualTo(ScoreBins.of(score));
      if (end == Double.NEGATIVE_INFINITY) {
        continue;
      }
      assertThat(ScoreBins.of(Math.nextDown(end))).isLessThan(ScoreBins.of(end));
    }
  }

  @Test
  void a_power_of_two_has_128_bins() {
    assertThat(ScoreBins.of(2) - ScoreBins.of(1)).isEqualTo(128);
    assertThat(ScoreBins.of(-1) - ScoreBins.of(-2)).isEqualTo(128);
  }

  @Test
  void both_zeros_are_one_score() {
    assertThat(ScoreBins.of(-0.0)).isEqualTo(ScoreBins.of(0.0));
    assertThat(ScoreBins.of(-Double.MIN_VALUE)).isLessThan(ScoreBins.of(0.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
  void an_infinite_score_has_a_bin(double score) {
    assertThat(ScoreBins.lowerEnd(ScoreBins.of(score))).isEqualTo(score);
    assertThat(ScoreBins.of(score)).isBetween(0, ScoreBins.COUNT - 1);
    assertThat(ScoreBins.of(score)).isNotEqualTo(ScoreBins.of(score / 2 < 0 ? -3e38 : 3e38));
  }
}
