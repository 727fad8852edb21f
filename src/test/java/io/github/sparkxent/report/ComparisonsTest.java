// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.TopKDifference;
import io.github.sparkxent.metric.inference.FalseDiscoveryRate;
import io.github.sparkxent.metric.inference.StudentTIntegral;
import io.github.sparkxent.row.RowStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  private static final Comparisons UNWEIGHTED = new Comparisons(0.95, false);

  /**
   * The rows of each digit of the sample's test split, and of their losses the mean difference
   * between its two models, and its standard error.
   */
  private static final double[][] DIGITS = {
    {218, -0.04256665929040671, 0.028184970568475874},
    {206, -0.01971067415594266, 0.014228699468298327},
    {199, -0.11378949877824139, 0.045980570038086914},
    {203, -0.04517650148576403, 0.020223933095800162},
    {195, -0.07120250509777398, 0.023240839652613244},
    {185, -0.17821865059706213, 0.048649745782347896},
    {220, -0.061421037045778795, 0.02973423784303504},
    {210, -0.1691540282155929, 0.04765340486403568},
    {187, -0.16993434681381095, 0.038055279616736416},
    {177, -0.2358641402242177, 0.03961001877304923}
  };

  private static PairedDifference paired(
      double baseline, Double d, Double error, long degreesOfFreedom) {
    return new PairedDifference(
        baseline, d == null ? null : baseline + d, d, error, degreesOfFreedom, 62, 10, 1928);
  }

  private static ComparisonSummary summary(PairedDifference loss, Long clusters) {
    return new ComparisonSummary(
        2000,
        new TreeMap<>(Map.of(RowStatus.NULL_LOGITS, 3L)),
        0,
        List.of(),
        0,
        clusters,
        false,
        loss,
        paired(0.922, 0.026, 0.0042, 1999),
        List.of(new TopKDifference(5, paired(0.99, 0.0, 0.0, 1999))),
        paired(0.12, -0.04, 0.004, 1999),
        0.9585,
        0.182323762385,
        List.of(new ClassDifference(4, 195, loss, loss)),
        List.of(new ChangedRow("b", 1, 2, 1, 3.0, 1.0)),
        List.of(),
        null);
  }

  private static MetricDifference loss(PairedDifference loss) {
    return UNWEIGHTED.ofSplit(summary(loss, null)).metric("loss_mean");
  }

  @Test
  void the_two_models_of_the_sample_differ_as_computed_apart() {
    MetricDifference loss = loss(paired(0.3, -0.1072852296318, 0.0111620076630, 1999));

    assertThat(loss.lowerBound()).isCloseTo(-0.1256536108, within(5e-11));
    assertThat(loss.upperBound()).isCloseTo(-0.0889168485, within(5e-11));
    double t = 0.1072852296318 / 0.0111620076630;
    assertThat(loss.p()).isCloseTo(2 * StudentTIntegral.above(t, 1999), within(1e-31));
    assertThat(StudentTIntegral.above((loss.high() - loss.difference()) / loss.stderr(), 1999))
        .isCloseTo(0.025, within(1e-13));
    assertThat(loss.low() - loss.difference())
        .isCloseTo(loss.difference() - loss.high(), within(1e-16));
  }

  @Test
  void a_report_has_what_its_figures_have() {
    ComparisonReport report = UNWEIGHTED.ofSplit(summary(paired(0.3, -0.1, 0.01, 1999), null));

    assertThat(report.metrics())
        .extracting(MetricDifference::metric)
        .containsExactly("loss_mean", "accuracy", "top_5_accuracy", "brier_score");
    assertThat(report.rows()).isEqualTo(2000);
    assertThat(report.notCompared()).containsExactly(Map.entry("null_logits", 3L));
    assertThat(report.mcnemarP()).isEqualTo(2.68906865759e-10);
    assertThat(report.confidence()).isEqualTo(0.95);
    assertThat(report.klDivergence()).isEqualTo(0.182323762385);
    assertThat(report.details().classes())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.label()).isEqualTo(4);
              assertThat(one.metrics())
                  .extracting(MetricDifference::metric)
                  .containsExactly("loss_mean", "recall");
            });
    assertThat(report.details().better()).hasSize(1);
    assertThat(report.figures())
        .containsEntry("rows", 2000L)
        .containsEntry("rows_not_compared", 3L)
        .containsEntry("accuracy.difference", 0.026)
        .containsEntry("loss_mean.better", 62L)
        .doesNotContainKey("clusters");
  }

  @Test
  void weights_and_clusters_leave_no_test_that_counts_rows() {
    ComparisonSummary plain = summary(paired(0.3, -0.1, 0.01, 1999), null);
    assertThat(new Comparisons(0.95, true).ofSplit(plain).mcnemarP()).isNull();
    ComparisonSummary clustered = summary(paired(0.3, -0.1, 0.01, 902), 903L);
    assertThat(UNWEIGHTED.ofSplit(clustered).mcnemarP()).isNull();
    assertThat(UNWEIGHTED.ofSplit(clustered).clusters()).isEqualTo(903);
  }

  @Test
  void differences_that_are_all_the_same_are_their_own_bounds() {
    for (double d : new double[] {0.0, -0.25, 1e-300}) {
      MetricDifference loss = loss(paired(0.3, d, 0.0, 1999));
      assertThat(List.of(loss.low(), loss.high(), loss.lowerBound(), loss.upperBound(), loss.p()))
          .containsExactly(d, d, d, d, d == 0 ? 1.0 : 0.0);
    }
  }

  @Test
  void one_row_and_an_infinite_loss_have_no_bounds() {
    for (PairedDifference of :
        List.of(
            paired(0.3, -0.1, null, 0),
            new PairedDifference(0.3, Double.POSITIVE_INFINITY, null, null, 0, 1, 1999, 0))) {
      MetricDifference loss = loss(of);
      assertThat(loss.difference()).isEqualTo(of.difference());
      assertThat(loss.candidate()).isEqualTo(of.candidate());
      assertThat(loss.low()).isNull();
      assertThat(loss.upperBound()).isNull();
      assertThat(loss.p()).isNull();
    }
  }

  @Test
  void swapped_models_have_mirrored_figures_to_the_bit() {
    MetricDifference one = loss(paired(0.3, -0.1072852296318, 0.0111620076630, 1999));
    MetricDifference other = loss(paired(0.19, 0.1072852296318, 0.0111620076630, 1999));

    assertThat(-one.low()).isEqualTo(other.high());
    assertThat(-one.high()).isEqualTo(other.low());
    assertThat(-one.lowerBound()).isEqualTo(other.upperBound());
    assertThat(-one.upperBound()).isEqualTo(other.lowerBound());
    assertThat(one.p()).isEqualTo(other.p());
  }

  @Test
  void a_value_of_a_slice_needs_rows_and_has_no_details() {
    ComparisonSummary summary = summary(paired(0.3, -0.1, 0.01, 1999), null);
    assertThat(UNWEIGHTED.ofSlice(summary, 2000).details()).isNull();
    assertThat(UNWEIGHTED.ofSlice(summary, 2001)).isNull();
    assertThat(UNWEIGHTED.ofSlice(null, 1)).isNull();
    assertThat(UNWEIGHTED.ofSplit(null)).isNull();
  }

  @Test
  void the_digits_are_adjusted_as_computed_apart() {
    double[] p = new double[DIGITS.length];
    double[] expected = new double[DIGITS.length];
    double[] normal = new double[DIGITS.length];
    for (int i = 0; i < p.length; i++) {
      long degreesOfFreedom = (long) DIGITS[i][0] - 1;
      p[i] = loss(paired(0.3, DIGITS[i][1], DIGITS[i][2], degreesOfFreedom)).p();
      double t = Math.abs(DIGITS[i][1] / DIGITS[i][2]);
      expected[i] = 2 * StudentTIntegral.above(t, degreesOfFreedom);
      // Of so many degrees of freedom Student's t is the normal distribution.
      normal[i] = 2 * StudentTIntegral.above(t, 1e13);
    }

    double[] adjusted = FalseDiscoveryRate.adjusted(p);

    assertThat(adjusted).containsExactly(stepUp(expected), within(1e-11));
    assertThat(adjusted[6]).isBetween(0.05, 0.0501);
    assertThat(FalseDiscoveryRate.adjusted(normal)[6]).isCloseTo(0.0485749046, within(1e-9));
    assertThat(FalseDiscoveryRate.adjusted(normal)[0]).isCloseTo(0.1455298470, within(1e-9));
  }

  /** Adjusts by the definition: the least of p m / rank over all that are not less. */
  private static double[] stepUp(double[] p) {
    return IntStream.range(0, p.length)
        .mapToDouble(
            i ->
                IntStream.range(0, p.length)
                    .filter(j -> p[j] >= p[i])
                    .mapToDouble(
                        j ->
                            p[j]
                                * p.length
                                / IntStream.range(0, p.length).filter(k -> p[k] <= p[j]).count())
                    .min()
                    .orElseThrow())
        .toArray();
  }
}
