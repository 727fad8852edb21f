// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.ranking.RankingOptions;
import io.github.sparkxent.metric.ranking.RankingSummary;
import io.github.sparkxent.metric.ranking.RankingTally;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the second pass found against what was evaluated. */
class ExactAucTest {
  /** Two bins, with two rows of label 1 and one of label 0, and with one and two. */
  private static SplitSummary split() {
    RankingTally tally = new RankingTally(new RankingOptions(0));
    tally.add(1, 2, 1);
    tally.add(1, 2, 1);
    tally.add(0, 2, 1);
    tally.add(1, 1, 1);
    tally.add(0, 1, 1);
    tally.add(0, 1, 1);
    MetricSummary metrics = new MetricSummary(List.of(tally.summary()));
    return new SplitSummary("test", 6, 6, 0, 0, new TreeMap<>(), metrics, List.of());
  }

  private static ExactAuc.Found found(long twiceOrdered, long ones, long zeros, long pairs) {
    return new ExactAuc.Found(
        BigInteger.valueOf(twiceOrdered),
        BigInteger.valueOf(ones),
        BigInteger.valueOf(zeros),
        BigInteger.valueOf(pairs));
  }

  @Test
  void ordered_pairs_within_bins_give_the_area() {
    SplitSummary exact = ExactAuc.exact(split(), found(8, 3, 3, 4));
    RankingSummary ranking = exact.metrics().part(RankingSummary.class);
    assertThat(ranking.auc()).isEqualTo(8.0 / 9);
    assertThat(ranking.aucLowerBound()).isEqualTo(8.0 / 9);
  }

  @Test
  void other_rows_than_those_that_were_evaluated_are_refused() {
    assertThatThrownBy(() -> ExactAuc.exact(split(), found(8, 3, 2, 4)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("split test had 3 rows of label 1 and 2 of label 0 in open bins");
    assertThatThrownBy(() -> ExactAuc.exact(split(), ExactAuc.Found.NOTHING))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void as_many_rows_in_other_bins_are_refused() {
    assertThatThrownBy(() -> ExactAuc.exact(split(), found(10, 3, 3, 5)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "split test had 3 rows of label 1 and 3 of label 0 in open bins, with 5 pairs within"
                + " bins, when read again for metrics.auc, expected the 3, 3 and 4 that were"
                + " evaluated: the expressions or the input gave other rows");
  }
}
