// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.ranking.RankingOracle.Scored;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTallyTest {
  private static final double ROUNDING = 1e-13;

  private static RankingSummary of(double cut, List<Scored> rows) {
    RankingTally tally = new RankingTally(new RankingOptions(cut));
    rows.forEach(row -> tally.add(row.label(), row.score(), row.weight()));
    return tally.summary();
  }

  /** Rows of scores that share bins, some of them tied. */
  private static List<Scored> rows(Random random, boolean weighted) {
    List<Scored> rows = new ArrayList<>();
    rows.add(new Scored(0, 1, 1));
    rows.add(new Scored(1, 1, 1));
    int bins = 1 + random.nextInt(6);
    int within = 1 + random.nextInt(5);
    for (int i = random.nextInt(40); i >= 0; i--) {
      // Bins between 1 and 2 are 1/128 wide.
      double score = 1 + random.nextInt(bins) / 128.0 + random.nextInt(within) / 1024.0;
      double weight = weighted ? random.nextInt(4) / 2.0 : 1;
      rows.add(new Scored(random.nextInt(2), random.nextBoolean() ? score : -score, weight));
    }
    return rows;
  }

  private static void assertBetween(double exact, Double lower, Double value, Double upper) {
    assertThat(lower).isLessThanOrEqualTo(value).isLessThanOrEqualTo(exact + ROUNDING);
    assertThat(upper).isGreaterThanOrEqualTo(value).isGreaterThanOrEqualTo(exact - ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void bounds_hold_whatever_the_order_within_bins(long seed, boolean weighted) {
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      List<Scored> rows = rows(random, weighted);
      RankingSummary found = of(0, rows);
      assertBetween(
          RankingOracle.auc(rows), found.aucLowerBound(), found.auc(), found.aucUpperBound());
      assertBetween(
          RankingOracle.averagePrecision(rows),
          found.averagePrecisionLowerBound(),
          found.averagePrecision(),
          found.averagePrecisionUpperBound());
      assertBetween(RankingOracle.ks(rows), found.ksLowerBound(), found.ks(), found.ksUpperBound());
    }
  }

  @ParameterizedTest
  @CsvSource({"3, false", "4, true"})
  void the_value_is_that_of_scores_that_are_tied_within_bins(long seed, boolean weighted) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<Scored> rows = rows(random, weighted);
      List<Scored> tied =
          rows.stream()
              .map(r -> new Scored(r.label(), ScoreBins.of(r.score()), r.weight()))
              .toList();
      RankingSummary found = of(0, rows);
      assertThat(found.auc()).isCloseTo(RankingOracle.auc(tied), within(ROUNDING));
      assertThat(found.averagePrecision())
          .isCloseTo(RankingOracle.averagePrecision(tied), within(ROUNDING));
      assertThat(found.ks()).isCloseTo(RankingOracle.ks(tied), within(ROUNDING));
    }
  }

  @Test
  void bounds_are_reached_by_the_best_and_the_worst_order() {
    List<Scored> best = new ArrayList<>();
    List<Scored> worst = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      best.add(new Scored(1, 1.005, 1));
      best.add(new Scored(0, 1.001, 1));
      worst.add(new Scored(1, 1.001 + i / 100_000.0, 1));
      worst.add(new Scored(0, 1.005, 1));
    }
    best.add(new Scored(0, 3, 1));
    worst.add(new Scored(0, 3, 1));
    RankingSummary found = of(0, best);

    assertThat(found).isEqualTo(of(0, worst));
    assertThat(found.aucUpperBound()).isEqualTo(RankingOracle.auc(best));
    assertThat(found.aucLowerBound()).isEqualTo(RankingOracle.auc(worst));
    assertThat(found.ksUpperBound()).isEqualTo(RankingOracle.ks(worst)).isEqualTo(1);
    assertThat(found.averagePrecisionUpperBound())
        .isCloseTo(RankingOracle.averagePrecision(best), within(ROUNDING));
    // The integral is a little less than the sum.
    assertThat(found.averagePrecisionLowerBound())
        .isCloseTo(RankingOracle.averagePrecision(worst), within(2e-3));
  }

  @Test
  void bins_of_one_label_each_leave_nothing_open() {
    List<Scored> rows =
        List.of(new Scored(1, 4, 1), new Scored(1, 3, 1), new Scored(0, 2, 1), new Scored(1, 1, 1));
    RankingSummary found = of(0, rows);

    assertThat(found.auc()).isEqualTo(2.0 / 3);
    assertThat(found.aucLowerBound()).isEqualTo(found.auc()).isEqualTo(found.aucUpperBound());
  }

  @Test
  void a_perfect_order_has_1_exactly() {
    RankingSummary found = of(0, List.of(new Scored(1, 4, 0.3), new Scored(0, 2, 0.7)));

    assertThat(found.aucLowerBound()).isEqualTo(1);
    assertThat(found.averagePrecisionLowerBound()).isEqualTo(1);
    assertThat(found.ksLowerBound()).isEqualTo(1);
  }

  @Test
  void one_label_alone_or_none_has_no_ranking() {
    for (List<Scored> rows :
        List.of(
            List.<Scored>of(),
            List.of(new Scored(1, 1, 1)),
            List.of(new Scored(0, 1, 1), new Scored(1, 2, 0)))) {
      RankingSummary found = of(0, rows);
      assertThat(found.auc()).isNull();
      assertThat(found.averagePrecisionUpperBound()).isNull();
      assertThat(found.ks()).isNull();
      assertThat(found.curve()).isEmpty();
    }
  }

  @Test
  void more_pairs_than_a_long_can_count_are_counted() {
    RankingTally tally = new RankingTally(new RankingOptions(0));
    tally.add(1, 2, 1);
    tally.add(0, 1, 1);
    tally.add(0, 3, 1);
    for (int i = 0; i < 40; i++) {
      tally.merge(tally);
    }
    assertThat(tally.summary().auc()).isEqualTo(0.5);
  }

  @Test
  void predictions_are_those_above_the_threshold() {
    List<Scored> rows =
        List.of(
            new Scored(1, 2, 1),
            new Scored(1, 0.5, 2),
            new Scored(0, 1, 1),
            new Scored(0, -1, 1),
            new Scored(0, 0.5, 3));

    assertThat(of(0.5, rows).atThreshold())
        .isEqualTo(new ThresholdSummary(0.5, 1.0 / 3, 4.0 / 5, 0.4));
    assertThat(of(2, rows).atThreshold()).isEqualTo(new ThresholdSummary(null, 0.0, 1.0, 0.0));
  }

  @Test
  void bounds_of_average_precision_hold_the_roundings_of_sums_and_quotients() {
    RankingTally tally = new RankingTally(new RankingOptions(0));
    for (int i = 0; i < 280_924; i++) {
      tally.add(1, 2, 1);
    }
    tally.add(1, 1, 1);
    for (int i = 0; i < 239; i++) {
      tally.add(0, 1, 1);
    }
    RankingSummary found = tally.summary();

    // The last row of label 1 is above, or below, all of label 0.
    BigDecimal worst =
        BigDecimal.valueOf(280_925)
            .divide(BigDecimal.valueOf(281_164), MathContext.DECIMAL128)
            .add(BigDecimal.valueOf(280_924))
            .divide(BigDecimal.valueOf(280_925), MathContext.DECIMAL128);
    assertThat(new BigDecimal(found.averagePrecisionLowerBound())).isLessThan(worst);
    assertThat(found.averagePrecisionLowerBound())
        .isCloseTo(worst.doubleValue(), within(ROUNDING))
        .isLessThanOrEqualTo(found.averagePrecision());
    assertThat(found.averagePrecisionUpperBound()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1e-200, 1e200", "1e200, 1e-200", "4e-324, 1e308", "1e308, 4e-324", "1, 1e300"})
  void weights_of_any_magnitude_have_average_precision(double ofOnes, double ofZeros) {
    List<Scored> rows =
        List.of(
            new Scored(1, 2, ofOnes),
            new Scored(1, 1, ofOnes),
            new Scored(0, 1, ofZeros),
            new Scored(0, 0, ofZeros));
    RankingSummary found = of(0, rows);

    assertThat(found.averagePrecisionLowerBound())
        .isLessThanOrEqualTo(found.averagePrecision())
        .isCloseTo(ofOnes > ofZeros ? 1 : 0.5, within(ROUNDING));
    assertThat(found.averagePrecisionUpperBound())
        .isGreaterThanOrEqualTo(found.averagePrecision())
        .isEqualTo(1);
  }

  @Test
  void points_of_the_curves_are_exact_and_reach_all_rows() {
    List<Scored> rows = rows(new Random(7), true);
    double ones = rows.stream().filter(r -> r.label() == 1).mapToDouble(Scored::weight).sum();
    List<CurvePoint> curve = of(0, rows).curve();

    assertThat(curve)
        .allSatisfy(
            point ->
                assertThat(point.recall())
                    .isEqualTo(
                        rows.stream()
                                .filter(r -> r.label() == 1 && r.score() >= point.threshold())
                                .mapToDouble(Scored::weight)
                                .sum()
                            / ones));
    assertThat(curve)
        .allSatisfy(
            point -> {
              ThresholdSummary at = of(Math.nextDown(point.threshold()), rows).atThreshold();
              assertThat(point.f1()).isEqualTo(at.f1());
              assertThat(point.precision()).isEqualTo(at.precision());
              assertThat(point.specificity()).isEqualTo(at.specificity());
            });
    CurvePoint last = curve.get(curve.size() - 1);
    assertThat(last.recall()).isEqualTo(1);
    assertThat(last.falsePositiveRate()).isEqualTo(1);
    assertThat(curve).hasSizeLessThanOrEqualTo(101);
  }

  @Test
  void a_score_that_is_nan_is_refused() {
    RankingTally tally = new RankingTally(new RankingOptions(0));
    assertThatThrownBy(() -> tally.add(1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the score of a row is NaN");
  }
}
