// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FalseDiscoveryRateTest {
  @Test
  void the_example_of_the_paper_has_four_discoveries() {
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0
    };

    double[] adjusted = FalseDiscoveryRate.adjusted(p);

    assertThat(Arrays.stream(adjusted).filter(one -> one <= 0.05).count()).isEqualTo(4);
    assertThat(adjusted[3]).isCloseTo(0.035625, within(1e-15));
  }

  @Test
  void one_test_and_none_are_not_adjusted() {
    assertThat(FalseDiscoveryRate.adjusted(new double[] {0.03})).containsExactly(0.03);
    assertThat(FalseDiscoveryRate.adjusted(new double[0])).isEmpty();
  }

  @Test
  void equal_p_values_are_adjusted_alike() {
    assertThat(FalseDiscoveryRate.adjusted(new double[] {0.04, 0.01, 0.04}))
        .containsExactly(0.04, 0.03, 0.04);
  }

  /** The other way round: the least q for which the procedure's steps reject a hypothesis. */
  @Test
  void an_adjusted_p_is_the_least_rate_at_which_the_procedure_rejects() {
    Random random = new Random(11);
    for (int family = 1; family <= 60; family++) {
      double[] p = random.doubles(family).map(u -> u * u * u).toArray();

      double[] adjusted = FalseDiscoveryRate.adjusted(p);

      for (int i = 0; i < family; i++) {
        double just = adjusted[i];
        assertThat(rejects(p, i, just * (1 + 1e-12))).isTrue();
        assertThat(just >= 1 || !rejects(p, i, just * (1 - 1e-12))).isTrue();
      }
    }
  }

  private static boolean rejects(double[] p, int i, double rate) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    for (int k = p.length; k >= 1; k--) {
      if (sorted[k - 1] <= rate * k / p.length) {
        return p[i] <= sorted[k - 1];
      }
    }
    return rate >= 1;
  }

  @Test
  void what_is_no_probability_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FalseDiscoveryRate.adjusted(new double[] {0.5, 1.5}))
        .withMessage("p is 1.5; expected 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FalseDiscoveryRate.adjusted(new double[] {Double.NaN}));
  }
}
