// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.hard.ExactLoss;
import io.github.sparkxent.numeric.hard.HardRows;
import io.github.sparkxent.numeric.hard.PatientExactLoss;
import io.github.sparkxent.numeric.kernel.Logits;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes the exact arithmetic fast changes no bit. */
class ExactLossComparisonTest {

  @ParameterizedTest
  @CsvSource({"1, 200", "2, 1000", "3, 1000", "5, 500", "20, 60"})
  void the_loss_of_any_row_is_that_of_patient_arithmetic(int classes, int count) {
    HostileRows rows = new HostileRows(20261127 + classes);
    for (int i = 0; i < count; i++) {
      HostileRows.Example row = rows.next(classes);
      Logits evaluated = Logits.of(row.logits());
      if (!evaluated.isDefined()) {
        continue;
      }
      double expected =
          PatientExactLoss.of(row.logits(), evaluated.max(), row.labels(), row.options());
      evaluated.evaluate();
      double exact = ExactLoss.of(evaluated, row.options().coefficients(row.labels(), classes));
      assertThat(new double[] {exact, row.loss()})
          .as(row::toString)
          .containsExactly(expected, expected);
    }
  }

  private static int exponentials(double[] logits, double[] labels, LossOptions options) {
    Logits row = Logits.of(logits);
    row.evaluate();
    return HardRows.exponentials(row, options.coefficients(labels, labels.length));
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 700, 745, 760, 1000, 2000, 4500, 10_000, 100_000, 1e18, 1e300})
  void a_largest_logit_that_leads_by_any_gap_takes_no_exponential_on_integers(double gap) {
    double[] logits = new double[50];
    Arrays.setAll(logits, c -> -gap - 0.37 * c);
    logits[7] = 0.0;
    double[] soft = new double[50];
    Arrays.fill(soft, 0.02);
    double[] other = new double[50];
    other[3] = 1.0;
    double[] largest = new double[50];
    largest[7] = 1.0;
    double[] tiny = new double[50];
    tiny[49] = 1e-300;
    double[] heavy = new double[50];
    Arrays.fill(heavy, 1e308);
    for (double[] labels : new double[][] {soft, other, largest, tiny}) {
      for (double smoothing : new double[] {0.0, 0.1, Double.MIN_VALUE}) {
        for (double[] weights : new double[][] {null, heavy}) {
          LossOptions options = LossOptions.of(smoothing, weights, OptionalLong.empty());
          assertThat(exponentials(logits, labels, options)).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 100})
  void of_all_hostile_rows_none_takes_any(int classes) {
    HostileRows rows = new HostileRows(classes);
    for (int i = 0; i < 2000; i++) {
      HostileRows.Example row = rows.next(classes);
      if (Logits.of(row.logits()).isDefined()) {
        assertThat(exponentials(row.logits(), row.labels(), row.options()))
            .as(row::toString)
            .isZero();
      }
    }
  }

  @Test
  void a_tie_that_only_a_vanishing_exponential_breaks_takes_none() {
    for (double gap : new double[] {0x1p53 + 2, 0x1p54 + 4}) {
      double[] logits = {gap, 1.0, -0x1p53};
      double[] labels = {0.0, 1.0, 0.0};
      assertThat(exponentials(logits, labels, LossOptions.DEFAULT)).isZero();
      double expected = PatientExactLoss.of(logits, gap, labels, LossOptions.DEFAULT);
      assertThat(SoftmaxCrossEntropy.dense(logits, labels)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 100})
  void losses_next_to_a_tie_are_those_of_patient_arithmetic_and_take_none(int classes) {
    NearTies rows = new NearTies(classes);
    for (int i = 0; i < 30; i++) {
      NearTies.Example row = rows.next(classes);
      double[] labels = new double[classes];
      labels[row.label()] = 1.0;
      double max = Logits.of(row.logits()).max();
      double expected = PatientExactLoss.of(row.logits(), max, labels, row.options());
      assertThat(row.loss()).isEqualTo(expected);
      assertThat(SoftmaxCrossEntropy.dense(row.logits(), labels, row.options()))
          .isEqualTo(expected);
      assertThat(exponentials(row.logits(), labels, row.options())).isZero();
      Logits twoWords = Logits.of(row.logits());
      twoWords.evaluate();
      double weight = row.options().weightOf(row.label());
      assertThat(LogitLoss.decided(twoWords, row.label(), weight)).isNaN();
    }
  }
}
