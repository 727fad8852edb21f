// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossSummaryTest {
  private static LossSummary of(double... losses) {
    LossAccumulator state = new LossAccumulator();
    for (double loss : losses) {
      state.add(loss, 1, LabelWeight.ONE);
    }
    return state.summary();
  }

  /** A row whose label weighs what these products sum to. */
  private record Row(double loss, double r, double[]... products) {
    LabelWeight w() {
      ExactSum sum = new ExactSum();
      for (double[] product : products) {
        sum.addProduct(product[0], product[1]);
      }
      return LabelWeight.of(sum);
    }

    BigDecimal omega() {
      BigDecimal sum = BigDecimal.ZERO;
      for (double[] product : products) {
        sum = sum.add(exact(product[0]).multiply(exact(product[1])));
      }
      return exact(r).multiply(sum);
    }
  }

  private static LossSummary ofRows(Row... rows) {
    LossAccumulator state = new LossAccumulator();
    for (Row row : rows) {
      state.add(row.loss, row.r, row.w());
    }
    return state.summary();
  }

  private static Row row(double loss, double r) {
    return row(loss, r, 1);
  }

  private static Row row(double loss, double r, double w) {
    return new Row(loss, r, new double[] {w, 1});
  }

  @Nested
  class Of_unweighted_rows {
    @Test
    void three_worked_rows_have_the_known_sum_and_mean() {
      double loss = 0.4076059644443803;
      LossSummary summary = of(loss, loss, loss);
      assertThat(summary.lossSum()).isEqualTo(0x1.390a97ecd4574p+0);
      assertThat(summary.lossMean()).isEqualTo(loss);
      assertThat(summary.perplexity()).isEqualTo(StrictMath.exp(loss));
      assertThat(summary.lossStddev()).isEqualTo(0.0);
      assertThat(summary.lossStderr()).isEqualTo(0.0);
      assertThat(summary.lossMeanCi95Low()).isEqualTo(loss);
      assertThat(summary.lossMeanCi95High()).isEqualTo(loss);
    }

    @Test
    void deviation_divides_by_one_less_than_the_rows() {
      LossSummary summary = of(1, 2, 3, 4);
      assertThat(summary.rowCount()).isEqualTo(4);
      assertThat(summary.weightSum()).isEqualTo(4.0);
      assertThat(summary.lossStddev()).isEqualTo(StrictMath.sqrt(5.0 / 3));
      assertThat(summary.lossStderr()).isEqualTo(StrictMath.sqrt(5.0 / 12));
      double margin = 1.959963984540054 * StrictMath.sqrt(5.0 / 12);
      assertThat(summary.lossMeanCi95Low()).isEqualTo(2.5 - margin);
      assertThat(summary.lossMeanCi95High()).isEqualTo(2.5 + margin);
      assertThat(summary.lossMin()).isEqualTo(1.0);
      assertThat(summary.lossMax()).isEqualTo(4.0);
    }

    @Test
    void deviation_survives_cancellation() {
      double next = Math.nextUp(1e9);
      assertThat(of(1e9, next).lossStddev())
          .isEqualTo(StrictMath.sqrt((next - 1e9) * (next - 1e9) / 2));
    }

    @Test
    void deviation_is_found_where_the_variance_is_no_double() {
      assertThat(of(0, 2e-300).lossStddev()).isCloseTo(1.4142135623730951e-300, within(1e-315));
      assertThat(of(0, 2e300).lossStddev()).isCloseTo(1.4142135623730951e300, within(1e285));
    }

    @Test
    void mean_is_rounded_once() {
      assertThat(of(0.3, 0.2, 0.1).lossMean()).isEqualTo(0.2);
      assertThat(of(MAX_VALUE, MAX_VALUE).lossSum()).isEqualTo(POSITIVE_INFINITY);
      assertThat(of(MAX_VALUE, MAX_VALUE).lossMean()).isEqualTo(MAX_VALUE);
    }

    @Test
    void one_row_has_a_mean_and_no_deviation() {
      LossSummary summary = of(0.5);
      assertThat(summary.lossMean()).isEqualTo(0.5);
      assertThat(summary.lossStddev()).isNull();
      assertThat(summary.lossStderr()).isNull();
      assertThat(summary.lossMeanCi95Low()).isNull();
      assertThat(summary.lossMeanCi95High()).isNull();
    }

    @Test
    void no_rows_have_a_sum_of_zero_and_nothing_else() {
      assertThat(of())
          .isEqualTo(
              new LossSummary(
                  0, 0.0, 0.0, null, null, null, null, null, null, null, 0, 0.0, null, null));
    }

    @Test
    void losses_may_be_negative_and_negative_zero_is_zero() {
      LossSummary summary = of(-0.5, -0.0);
      assertThat(summary.lossMin()).isEqualTo(-0.5);
      assertThat(summary.lossMax()).hasToString("0.0");
      assertThat(summary.lossMean()).isEqualTo(-0.25);
    }
  }

  @Nested
  class Of_weighted_rows {
    @Test
    void mean_is_the_sum_of_r_times_loss_by_the_sum_of_omega() {
      LossSummary summary = ofRows(row(2, 3, 2), row(1, 0.5, 0.5), row(4, 1));
      assertThat(summary.lossSum()).isEqualTo(10.5);
      assertThat(summary.weightSum()).isEqualTo(7.25);
      assertThat(summary.lossMean()).isEqualTo(10.5 / 7.25);
      assertThat(summary.rowCount()).isEqualTo(3);
    }

    @Test
    void deviation_does_not_know_the_weights() {
      assertThat(ofRows(row(1, 5), row(2, 0), row(3, 1, 2), row(4, 1)).lossStddev())
          .isEqualTo(of(1, 2, 3, 4).lossStddev());
    }

    @Test
    void a_common_weight_changes_neither_mean_nor_error() {
      LossSummary weighted = ofRows(row(1, 3), row(2, 3), row(4, 3));
      LossSummary plain = of(1, 2, 4);
      assertThat(weighted.lossMean()).isEqualTo(plain.lossMean());
      assertThat(weighted.lossStderr()).isEqualTo(plain.lossStderr());
      assertThat(weighted.lossMeanCi95Low()).isEqualTo(plain.lossMeanCi95Low());
    }

    @Test
    void a_row_of_weight_zero_counts_as_a_row_and_adds_nothing() {
      LossSummary summary = ofRows(row(1, 1), row(2, 1), row(7, 0));
      assertThat(summary.rowCount()).isEqualTo(3);
      assertThat(summary.lossSum()).isEqualTo(3.0);
      assertThat(summary.lossMean()).isEqualTo(1.5);
      assertThat(summary.lossMax()).isEqualTo(7.0);
      assertThat(summary.lossStderr()).isEqualTo(StrictMath.sqrt(3.0 / 2 * 0.5 / 4));
    }

    @Test
    void weights_that_sum_to_zero_leave_the_mean_undefined() {
      LossSummary summary = ofRows(row(1, 0), row(POSITIVE_INFINITY, 0));
      assertThat(summary.lossSum()).isEqualTo(0.0);
      assertThat(summary.lossMean()).isNull();
      assertThat(summary.finiteLossMean()).isNull();
      assertThat(summary.lossStderr()).isNull();
      assertThat(summary.perplexity()).isNull();
    }

    @Test
    void all_statistics_are_the_rounded_exact_ones() {
      Random random = new Random(7);
      for (int trial = 0; trial < 100; trial++) {
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(30) + 2; i > 0; i--) {
          double r = random.nextInt(3) == 0 ? 1 : 2 * random.nextDouble();
          double loss = -StrictMath.log(random.nextDouble());
          double p = random.nextDouble();
          rows.add(
              switch (trial % 3) {
                case 0 -> row(loss, r);
                case 1 -> row(loss, r, 0.5 + random.nextDouble());
                default -> new Row(loss, r, new double[][] {{0.7, p}, {3.3e-5, 1 - p}});
              });
        }
        assertStatistics(ofRows(rows.toArray(new Row[0])), rows);
      }
    }

    @Test
    void weights_of_row_and_class_are_multiplied_without_rounding() {
      LossSummary summary =
          ofRows(row(1, 0.1, 0.1), row(1, 0.2, 0.1), row(2, 0.3, 0.7), row(2, 0.6, 0.7));
      assertThat(summary.weightSum()).isEqualTo(0.6599999999999999);
      LossSummary products =
          ofRows(row(1, 0.1 * 0.1), row(1, 0.2 * 0.1), row(2, 0.3 * 0.7), row(2, 0.6 * 0.7));
      assertThat(products.weightSum()).isEqualTo(0.66);
    }

    @Test
    void weights_of_the_classes_of_a_distribution_are_not_rounded_either() {
      // 0.1 + 2^-60, three times: 0.30000000000000004 and 0.3 are next to each other.
      double[][] products = {{0.1, 1}, {0x1p-30, 0x1p-30}};
      LossSummary summary =
          ofRows(new Row(1, 1, products), new Row(2, 1, products), new Row(3, 1, products));
      BigDecimal weight = exact(0.1).add(exact(0x1p-60)).multiply(BigDecimal.valueOf(3));
      assertThat(summary.weightSum()).isEqualTo(rounded(weight));
      assertThat(summary.lossMean())
          .isEqualTo(rounded(BigDecimal.valueOf(6).divide(weight, DIGITS)));
    }

    @Test
    void a_product_of_weights_that_is_no_double_still_weighs() {
      LossSummary same = ofRows(row(1, 1, 1.4), row(2, 1, 1.4), row(4, 1, 3));
      for (double tiny : new double[] {Double.MIN_VALUE, 0x1p-1000}) {
        LossSummary summary = ofRows(row(1, tiny, 1.4), row(2, tiny, 1.4), row(4, tiny, 3));
        assertThat(summary.lossMean()).isEqualTo(same.lossMean());
        assertThat(summary.lossStderr()).isEqualTo(same.lossStderr());
        double small = 0x1p-1000;
        LossSummary both =
            ofRows(row(1, tiny, 1.4 * small), row(2, tiny, 1.4 * small), row(4, tiny, 3 * small));
        assertThat(both.lossMean()).isEqualTo(same.lossMean() / small);
        assertThat(both.lossStderr()).isEqualTo(same.lossStderr() / small);
        assertThat(both.weightSum()).isZero();
      }
      double[][] products = {{0x1p-1000, 1}, {0x1p-1000, 0x1p-1000}};
      LossSummary soft = ofRows(new Row(1, MIN_VALUE, products), new Row(2, MIN_VALUE, products));
      assertThat(soft.lossMean()).isEqualTo(0x1.8p1000);
      assertThat(soft.lossStderr()).isEqualTo(0x1p999);
    }
  }

  private static final MathContext DIGITS = new MathContext(300);

  private static BigDecimal exact(double x) {
    return new BigDecimal(x);
  }

  /** The definitions as they stand, at 300 digits. */
  private static void assertStatistics(LossSummary actual, List<Row> rows) {
    BigDecimal n = BigDecimal.valueOf(rows.size());
    BigDecimal less = n.subtract(BigDecimal.ONE);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal plain = BigDecimal.ZERO;
    for (Row row : rows) {
      plain = plain.add(exact(row.loss));
      sum = sum.add(exact(row.loss).multiply(exact(row.r)));
      weight = weight.add(row.omega());
    }
    BigDecimal mean = sum.divide(weight, DIGITS);
    BigDecimal average = plain.divide(n, DIGITS);
    BigDecimal deviations = BigDecimal.ZERO;
    BigDecimal weightedDeviations = BigDecimal.ZERO;
    for (Row row : rows) {
      deviations = deviations.add(exact(row.loss).subtract(average).pow(2));
      BigDecimal l = exact(row.loss).multiply(exact(row.r)).divide(row.omega(), DIGITS);
      weightedDeviations =
          weightedDeviations.add(row.omega().pow(2).multiply(l.subtract(mean).pow(2)));
    }
    BigDecimal error =
        weightedDeviations.multiply(n).divide(less, DIGITS).divide(weight.pow(2), DIGITS);
    assertThat(actual.lossSum()).isEqualTo(rounded(sum));
    assertThat(actual.weightSum()).isEqualTo(rounded(weight));
    assertThat(actual.lossMean()).isEqualTo(rounded(mean));
    assertThat(actual.lossStddev())
        .isEqualTo(StrictMath.sqrt(rounded(deviations.divide(less, DIGITS))));
    assertThat(actual.lossStderr()).isEqualTo(StrictMath.sqrt(rounded(error)));
  }

  private static double rounded(BigDecimal exact) {
    return Double.parseDouble(exact.toString());
  }

  @Nested
  class With_an_infinite_loss {
    @Test
    void sum_and_mean_are_infinite_and_the_finite_ones_stand_beside() {
      LossSummary summary = of(1, POSITIVE_INFINITY, 2);
      assertThat(summary.lossSum()).isEqualTo(POSITIVE_INFINITY);
      assertThat(summary.lossMean()).isEqualTo(POSITIVE_INFINITY);
      assertThat(summary.perplexity()).isEqualTo(POSITIVE_INFINITY);
      assertThat(summary.infiniteLossCount()).isEqualTo(1);
      assertThat(summary.finiteLossSum()).isEqualTo(3.0);
      assertThat(summary.finiteLossMean()).isEqualTo(1.5);
      assertThat(summary.rowCount()).isEqualTo(3);
      assertThat(summary.weightSum()).isEqualTo(3.0);
      assertThat(summary.lossMin()).isEqualTo(1.0);
      assertThat(summary.lossMax()).isEqualTo(POSITIVE_INFINITY);
    }

    @Test
    void deviation_error_and_interval_are_nan() {
      LossSummary summary = of(1, POSITIVE_INFINITY, 2);
      assertThat(summary.lossStddev()).isNaN();
      assertThat(summary.lossStderr()).isNaN();
      assertThat(summary.lossMeanCi95Low()).isNaN();
      assertThat(summary.lossMeanCi95High()).isNaN();
    }

    @Test
    void finite_mean_divides_by_the_weights_of_the_finite_rows() {
      LossSummary summary = ofRows(row(1, 2, 2), row(POSITIVE_INFINITY, 0.5, 16), row(3, 1));
      assertThat(summary.lossMean()).isEqualTo(POSITIVE_INFINITY);
      assertThat(summary.weightSum()).isEqualTo(13.0);
      assertThat(summary.finiteLossSum()).isEqualTo(5.0);
      assertThat(summary.finiteLossMean()).isEqualTo(1.0);
    }

    @Test
    void of_weight_zero_the_sum_the_mean_and_its_error_stay_finite() {
      LossSummary summary = ofRows(row(1, 1), row(POSITIVE_INFINITY, 0), row(2, 1));
      assertThat(summary.lossSum()).isEqualTo(3.0);
      assertThat(summary.lossMean()).isEqualTo(1.5);
      assertThat(summary.infiniteLossCount()).isEqualTo(1);
      assertThat(summary.lossStddev()).isNaN();
      assertThat(summary.lossStderr())
          .isEqualTo(ofRows(row(1, 1), row(9, 0), row(2, 1)).lossStderr());
    }

    @Test
    void alone_there_is_no_finite_mean() {
      LossSummary summary = of(POSITIVE_INFINITY);
      assertThat(summary.lossMean()).isEqualTo(POSITIVE_INFINITY);
      assertThat(summary.finiteLossSum()).isEqualTo(0.0);
      assertThat(summary.finiteLossMean()).isNull();
      assertThat(summary.lossStddev()).isNull();
    }
  }

  @Nested
  class What_no_evaluated_row_has {
    @ParameterizedTest
    @ValueSource(doubles = {NaN, NEGATIVE_INFINITY})
    void is_refused_as_a_loss(double loss) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(loss))
          .withMessageContaining("the loss " + loss);
    }

    @Test
    void leaves_the_state_as_it_was() {
      LossAccumulator state = new LossAccumulator();
      for (Row row : List.of(row(NaN, 1), row(NEGATIVE_INFINITY, 2))) {
        assertThatIllegalArgumentException().isThrownBy(() -> state.add(row.loss, row.r, row.w()));
      }
      assertThat(state).isEqualTo(new LossAccumulator());
    }
  }
}
