// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.tally.LogarithmicBins;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFiguresTest {
  private static QuantileSummary known(long unlisted, double quantile) {
    ListedSummary listed = new ListedSummary(unlisted, 3, 0);
    QuantileSummary found =
        new QuantileSummary(quantile, quantile, Double.POSITIVE_INFINITY, List.of());
    return (QuantileSummary) new KnownFigures(listed, 10).of(found);
  }

  private static double reported(double loss) {
    double middle = LogarithmicBins.middle(LogarithmicBins.of(Math.abs(loss)));
    return Math.copySign(middle, loss);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.505, 2.302585, 1e-9, 700, -0.0004})
  void a_quantile_of_lower_bounds_is_not_above_the_loss_of_its_rank(double loss) {
    assertThat(known(1, reported(loss)).lossP50())
        .isLessThanOrEqualTo(loss)
        .isGreaterThanOrEqualTo(loss - 0.0202 * Math.abs(loss));
    assertThat(known(1, reported(loss)).lossP99()).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, -0.0004})
  void a_quantile_of_known_losses_is_the_middle_of_its_bin(double loss) {
    assertThat(known(0, reported(loss)).lossP50()).isEqualTo(reported(loss));
  }
}
