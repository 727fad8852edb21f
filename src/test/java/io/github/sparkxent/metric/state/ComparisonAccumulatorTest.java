// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.TopKDifference;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonAccumulatorTest {
  private static final int CLASSES = 4;
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1, 2), 5, 10, 10, 0)
          .withComparison(new ComparisonOptions(true, 10, true));

  private static ComparisonSummary summary(MetricOptions options, List<RowColumns> rows) {
    ComparisonAccumulator state = new ComparisonAccumulator(options, CLASSES);
    state.add(PairedRows.together(rows), 0, rows.size());
    return state.summary();
  }

  private static ComparisonSummary summary(RowColumns... rows) {
    return summary(OPTIONS, List.of(rows));
  }

  private static List<RowColumns> rows(Random random, int count, boolean units) {
    return Stream.generate(() -> units ? PairedRows.unit(random) : PairedRows.any(random))
        .limit(count)
        .toList();
  }

  private static double hit(RowColumns side, int k) {
    return side.ranks[0] < k ? 1 : 0;
  }

  private static void assertIsThatOf(
      PairedDifference actual,
      List<RowColumns> rows,
      ToDoubleFunction<RowColumns> figure,
      boolean omega,
      boolean byCluster) {
    PairedOracle expected =
        new PairedOracle(
            rows,
            row -> figure.applyAsDouble(row) - figure.applyAsDouble(row.baseline),
            omega,
            byCluster);
    assertThat(actual.difference()).isEqualTo(expected.mean());
    assertThat(actual.standardError()).isEqualTo(expected.standardError());
    assertThat(actual.degreesOfFreedom()).isEqualTo(expected.degreesOfFreedom());
  }

  /** Rows that can be compared in all figures, by the definitions. */
  private static void assertByDefinition(List<RowColumns> rows, boolean byCluster) {
    MetricOptions options = byCluster ? OPTIONS.withClusters(100) : OPTIONS;
    ComparisonSummary summary = summary(options, rows);

    assertThat(summary.rows()).isEqualTo(rows.size());
    assertIsThatOf(summary.loss(), rows, row -> row.losses[0], true, byCluster);
    assertIsThatOf(summary.brierScore(), rows, row -> row.brierScores[0], false, byCluster);
    assertIsThatOf(summary.accuracy(), rows, row -> hit(row, 1), false, byCluster);
    assertThat(summary.topK()).extracting(TopKDifference::k).containsExactly(1, 2);
    assertThat(summary.topK().get(0).accuracy()).isEqualTo(summary.accuracy());
    assertIsThatOf(summary.topK().get(1).accuracy(), rows, row -> hit(row, 2), false, byCluster);
    for (ClassDifference one : summary.classes()) {
      List<RowColumns> own = rows.stream().filter(r -> r.labels[0] == one.label()).toList();
      assertThat(one.count()).isEqualTo(own.size());
      assertIsThatOf(one.loss(), own, row -> row.losses[0], true, byCluster);
      assertIsThatOf(one.recall(), own, row -> hit(row, 1), false, byCluster);
    }
    assertThat(summary.classes()).hasSize(CLASSES);
  }

  private static List<RowColumns> finite(Random random, int count) {
    List<RowColumns> rows = new ArrayList<>();
    while (rows.size() < count) {
      RowColumns row = PairedRows.any(random);
      if (row.baseline.statuses[0] == RowStatus.EVALUATED
          && Double.isFinite(row.losses[0])
          && Double.isFinite(row.baseline.losses[0])) {
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void differences_and_errors_are_those_of_the_definition(boolean byCluster) {
    assertByDefinition(rows(new Random(1), 300, true), byCluster);
    assertByDefinition(finite(new Random(2), 300), byCluster);
  }

  @Test
  void clusters_are_counted_and_said_to_stand_for_several_if_there_are_too_many() {
    List<RowColumns> rows = rows(new Random(3), 300, true);
    long expected = rows.stream().map(row -> Objects.toString(row.clusters[0])).distinct().count();

    assertThat(summary(OPTIONS, rows).clusters()).isNull();
    assertThat(summary(OPTIONS.withClusters(100), rows).clusters()).isEqualTo(expected);
    assertThat(summary(OPTIONS.withClusters(100), rows).clustersAreHashed()).isFalse();
    ComparisonSummary few = summary(OPTIONS.withClusters(6), rows);
    assertThat(few.clustersAreHashed()).isTrue();
    assertThat(few.clusters()).isBetween(2L, 7L);
    assertThat(few.loss().difference()).isEqualTo(summary(OPTIONS, rows).loss().difference());
    assertThat(few.loss().degreesOfFreedom()).isEqualTo(few.clusters() - 1);
  }

  @Test
  void means_and_counts_are_those_by_hand() {
    ComparisonSummary summary =
        summary(
            PairedRows.of("a", 0, 0.5, 2),
            PairedRows.of("b", 0, 1.5, 1),
            PairedRows.of("c", 1, 0.25, 0.25),
            PairedRows.weighted(2, LabelWeight.of(0.5), PairedRows.of("d", 2, 3, 0.5)));

    // Sums of omega 1 + 1 + 1 + 1, of r d -1.5 + 0.5 + 0 + 5.
    assertThat(summary.loss())
        .usingRecursiveComparison()
        .ignoringFields("standardError")
        .isEqualTo(new PairedDifference(4.25 / 4, 8.25 / 4, 1.0, null, 3, 1, 2, 1));
    assertThat(summary.loss().standardError())
        .isCloseTo(Math.sqrt((6.25 + 0.25 + 1 + 16) * 4 / 3 / 16), within(1e-15));
    assertThat(summary.accuracy())
        .usingRecursiveComparison()
        .ignoringFields("standardError")
        .isEqualTo(new PairedDifference(3.0 / 5, 2.0 / 5, -0.2, null, 3, 1, 1, 2));
    assertThat(summary.equalPredictions()).isEqualTo(2.0 / 5);
    assertThat(summary.infiniteLosses()).isZero();
    assertThat(summary.notCompared()).isEmpty();
  }

  @Test
  void the_mean_divergence_is_weighed_by_r_and_left_out_unless_it_is_asked_for() {
    RowColumns one = PairedRows.of("a", 0, 1, 1);
    RowColumns two = PairedRows.weighted(3, LabelWeight.of(7), PairedRows.of("b", 0, 1, 1));
    one.divergences[0] = 0.5;
    two.divergences[0] = 1.5;
    assertThat(summary(one, two).divergence()).isEqualTo(1.25);
    MetricOptions without = OPTIONS.withComparison(new ComparisonOptions(false, 0, false));
    assertThat(summary(without, List.of(one, two)).divergence()).isNull();

    two.divergences[0] = Double.POSITIVE_INFINITY;
    assertThat(summary(one, two).divergence()).isInfinite();
    PairedRows.weighted(0, LabelWeight.ONE, two);
    assertThat(summary(one, two).divergence()).isEqualTo(0.5);
    two.divergences[0] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> summary(one, two))
        .withMessageContaining("divergence of a row is NaN");
  }

  @RepeatedTest(5)
  void with_the_sides_swapped_the_figures_are_mirrored_to_the_bit() {
    Random random = new Random(4);
    List<RowColumns> rows =
        Stream.generate(() -> PairedRows.any(random))
            .filter(row -> row.baseline.statuses[0] == RowStatus.EVALUATED)
            .limit(300)
            .toList();
    rows.forEach(row -> row.baseline.otherLabels[0] = false);
    for (MetricOptions options : List.of(OPTIONS, OPTIONS.withClusters(100))) {
      ComparisonSummary one = summary(options, rows);
      ComparisonSummary other = summary(options, rows.stream().map(PairedRows::swapped).toList());

      assertThat(mirrored(other.loss())).isEqualTo(one.loss());
      assertThat(mirrored(other.accuracy())).isEqualTo(one.accuracy());
      assertThat(mirrored(other.topK().get(1).accuracy())).isEqualTo(one.topK().get(1).accuracy());
      assertThat(mirrored(other.brierScore())).isEqualTo(one.brierScore());
      assertThat(other.better().stream().map(ComparisonAccumulatorTest::mirrored))
          .isEqualTo(one.worse());
      assertThat(other.worse().stream().map(ComparisonAccumulatorTest::mirrored))
          .isEqualTo(one.better());
      assertThat(other.equalPredictions()).isEqualTo(one.equalPredictions());
      assertThat(other.infiniteLosses()).isEqualTo(one.infiniteLosses()).isPositive();
      for (int i = 0; i < CLASSES; i++) {
        assertThat(mirrored(other.classes().get(i).loss())).isEqualTo(one.classes().get(i).loss());
        assertThat(mirrored(other.classes().get(i).recall()))
            .isEqualTo(one.classes().get(i).recall());
      }
    }
  }

  private static PairedDifference mirrored(PairedDifference of) {
    Double d = of.difference();
    return new PairedDifference(
        of.candidate(),
        of.baseline(),
        d == null ? null : (Double) (0.0 - d),
        of.standardError(),
        of.degreesOfFreedom(),
        of.worse(),
        of.better(),
        of.equal());
  }

  private static ChangedRow mirrored(ChangedRow row) {
    return new ChangedRow(
        row.id(),
        row.label(),
        row.prediction(),
        row.baselinePrediction(),
        row.loss(),
        row.baselineLoss());
  }

  @Test
  void a_baseline_like_the_candidate_differs_by_0_without_error() {
    List<RowColumns> rows = rows(new Random(5), 100, true);
    for (RowColumns row : rows) {
      RowColumns same = new RowColumns(1);
      row.baseline = null;
      row.copy(0, 1, same, 0);
      row.baseline = same;
    }
    ComparisonSummary summary = summary(OPTIONS.withClusters(100), rows);
    for (PairedDifference difference :
        List.of(summary.loss(), summary.accuracy(), summary.brierScore())) {
      assertThat(difference.difference()).isZero();
      assertThat(difference.standardError()).isZero();
      assertThat(difference.candidate()).isEqualTo(difference.baseline());
      assertThat(difference.better()).isZero();
      assertThat(difference.worse()).isZero();
      assertThat(difference.equal()).isEqualTo(100);
    }
    assertThat(summary.better()).isEmpty();
    assertThat(summary.worse()).isEmpty();
    assertThat(summary.equalPredictions()).isOne();
  }

  @Test
  void losses_that_lie_further_apart_than_any_double_have_no_difference_in_any_batch() {
    List<RowColumns> rows = new ArrayList<>(rows(new Random(8), 20, true));
    RowColumns far = PairedRows.unit(new Random(9));
    far.losses[0] = 1e308;
    far.baseline.losses[0] = -1e308;
    rows.add(7, far);
    ComparisonAccumulator together = new ComparisonAccumulator(OPTIONS, CLASSES);
    together.add(PairedRows.together(rows), 0, rows.size());
    ComparisonAccumulator alone = new ComparisonAccumulator(OPTIONS, CLASSES);
    rows.forEach(row -> alone.add(row, 0, 1));

    assertThat(together).isEqualTo(alone);
    assertThat(together.summary().loss().difference()).isNull();
    assertThat(together.summary().accuracy().difference()).isNotNull();
  }

  @Test
  void an_infinite_loss_leaves_the_mean_loss_alone_without_a_difference() {
    double infinity = Double.POSITIVE_INFINITY;
    ComparisonSummary summary =
        summary(
            PairedRows.of("a", 0, 0.5, infinity),
            PairedRows.of("b", 1, 0.5, 0.75),
            PairedRows.of("c", 2, infinity, infinity));

    assertThat(summary.infiniteLosses()).isEqualTo(2);
    assertThat(summary.loss())
        .isEqualTo(new PairedDifference(infinity, infinity, null, null, 0, 2, 0, 1));
    assertThat(summary.accuracy().difference()).isEqualTo(1.0 / 3);
    assertThat(summary.brierScore().standardError()).isZero();
    assertThat(summary.classes().get(1).loss().difference()).isEqualTo(-0.25);
    assertThat(summary.better()).extracting(ChangedRow::id).containsExactly("a", "b");
  }

  @Test
  void an_infinite_loss_without_weight_adds_nothing() {
    ComparisonSummary summary =
        summary(
            OPTIONS.withClusters(10),
            List.of(
                PairedRows.inCluster("x", PairedRows.of("a", 0, 0.5, 1)),
                PairedRows.inCluster("y", PairedRows.of("b", 0, 0.5, 0.75)),
                PairedRows.inCluster(
                    "y",
                    PairedRows.weighted(
                        0,
                        LabelWeight.ONE,
                        PairedRows.of("c", 0, 0.5, Double.POSITIVE_INFINITY)))));

    assertThat(summary.loss().difference()).isEqualTo(-0.375);
    assertThat(summary.loss().baseline()).isEqualTo(0.875);
    assertThat(summary.loss().candidate()).isEqualTo(0.5);
    assertThat(summary.loss().standardError()).isEqualTo(0.125);
    assertThat(summary.loss().degreesOfFreedom()).isOne();
    assertThat(summary.infiniteLosses()).isOne();
  }

  @Test
  void rows_that_the_baseline_lacks_are_counted_by_what_it_has_and_not_compared() {
    RowColumns missing = PairedRows.of("a", 0, 0.5, 2);
    missing.baseline.statuses[0] = RowStatus.NULL_LOGITS;
    RowColumns bad = PairedRows.of("b", 0, 0.5, Double.NaN);
    bad.baseline.statuses[0] = RowStatus.NAN_LOGIT;
    ComparisonSummary summary = summary(missing, PairedRows.of("c", 0, 2, 1.5), bad, missing);

    assertThat(summary.rows()).isOne();
    assertThat(summary.notCompared())
        .isEqualTo(Map.of(RowStatus.NULL_LOGITS, 2L, RowStatus.NAN_LOGIT, 1L));
    assertThat(summary.loss()).isEqualTo(new PairedDifference(1.5, 2.0, 0.5, null, 0, 0, 1, 0));
  }

  @Test
  void without_rows_or_weight_nothing_is_known() {
    PairedDifference none = new PairedDifference(null, null, null, null, 0, 0, 0, 0);
    ComparisonSummary empty = summary();
    assertThat(List.of(empty.loss(), empty.accuracy(), empty.brierScore())).containsOnly(none);
    assertThat(empty.equalPredictions()).isNull();
    assertThat(empty.divergence()).isNull();

    RowColumns row = PairedRows.weighted(0, LabelWeight.ONE, PairedRows.of("a", 0, 2, 1));
    ComparisonSummary weightless = summary(row, row);
    assertThat(weightless.loss())
        .isEqualTo(new PairedDifference(null, null, null, null, 0, 0, 2, 0));
    assertThat(weightless.equalPredictions()).isNull();
  }

  @Test
  void rows_together_give_what_they_give_one_by_one() {
    for (int seed = 0; seed < 20; seed++) {
      List<RowColumns> rows = rows(new Random(seed), 200, seed % 2 == 0);
      for (int numClasses : new int[] {CLASSES, 200}) {
        MetricOptions options =
            new MetricOptions(List.of(2), 0, seed % 3 == 0 ? 0 : 1000, 0, 0)
                .withComparison(new ComparisonOptions(true, 5, false));
        ComparisonAccumulator together = new ComparisonAccumulator(options, numClasses);
        together.add(PairedRows.together(rows), 0, rows.size());
        ComparisonAccumulator single = new ComparisonAccumulator(options, numClasses);
        rows.forEach(row -> single.add(row, 0, 1));
        assertThat(together).isEqualTo(single);
        assertThat(together.summary()).isEqualTo(single.summary());
      }
    }
  }

  @Test
  void too_many_classes_have_no_figures_of_their_own() {
    MetricOptions few =
        new MetricOptions(List.of(), 0, CLASSES - 1, 0, 0)
            .withComparison(new ComparisonOptions(false, 0, false));
    ComparisonSummary summary = summary(few, rows(new Random(6), 50, true));
    assertThat(summary.classes()).isEmpty();
    assertThat(summary.loss().difference())
        .isEqualTo(summary(OPTIONS, rows(new Random(6), 50, true)).loss().difference());
  }

  @Test
  void a_class_tells_fewer_clusters_apart_the_more_classes_there_are() {
    List<RowColumns> rows =
        IntStream.range(0, 400)
            .mapToObj(i -> PairedRows.inCluster(i, PairedRows.of(i, 0, i % 7, i % 5)))
            .toList();
    MetricOptions options = OPTIONS.withClusters(1000);
    ComparisonAccumulator few = new ComparisonAccumulator(options, CLASSES);
    few.add(PairedRows.together(rows), 0, 400);
    MetricOptions larger =
        new MetricOptions(List.of(1), 5, 2000, 0, 0)
            .withComparison(OPTIONS.comparison())
            .withClusters(1000);
    ComparisonAccumulator many = new ComparisonAccumulator(larger, 2000);
    many.add(PairedRows.together(rows), 0, 400);

    assertThat(few.summary().classes().get(0).loss().degreesOfFreedom()).isEqualTo(399);
    assertThat(many.summary().classes().get(0).loss().degreesOfFreedom()).isLessThan(100);
    assertThat(many.summary().loss()).isEqualTo(few.summary().loss());
  }
}
