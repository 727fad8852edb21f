// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.cluster.ClusterSummary;
import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAccumulatorTest extends MetricStateContract<ClusterAccumulator, RowColumns> {
  private static final int CLASSES = 4;

  @Override
  protected ClusterAccumulator empty() {
    return new ClusterAccumulator(9);
  }

  @Override
  protected void add(ClusterAccumulator state, RowColumns row) {
    state.add(row, 0, 1);
  }

  @Override
  protected RowColumns row(Random random) {
    return PairedRows.any(random);
  }

  @Override
  protected Object result(ClusterAccumulator state) {
    return List.of(state.summary(), state.lossMoments());
  }

  private static List<RowColumns> rows(int seed, int count, boolean weighted) {
    Random random = new Random(seed);
    return Stream.generate(() -> PairedRows.unit(random))
        .limit(count)
        .map(
            row ->
                weighted
                    ? PairedRows.weighted(random.nextInt(4) / 3.0, LabelWeight.of(0.3), row)
                    : row)
        .toList();
  }

  private static MetricSummary summary(MetricOptions options, List<RowColumns> rows) {
    EvaluatedRows state = new EvaluatedRows(options, CLASSES);
    rows.forEach(row -> state.add(row, 0, 1));
    return state.summary();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void errors_and_intervals_are_those_of_the_definition(boolean weighted) {
    List<RowColumns> rows = rows(1, 200, weighted);
    MetricSummary summary = summary(MetricOptions.DEFAULT.withClusters(100), rows);
    PairedOracle ofLoss = new PairedOracle(rows, row -> row.losses[0], true, true);
    PairedOracle ofHit = new PairedOracle(rows, row -> row.ranks[0] == 0 ? 1 : 0, false, true);
    PairedOracle ofBrier = new PairedOracle(rows, row -> row.brierScores[0], false, true);
    double q = StudentT.quantile(0.975, ofLoss.degreesOfFreedom());

    LossSummary loss = summary.loss();
    assertThat(loss.lossMean()).isEqualTo(ofLoss.mean());
    assertThat(loss.lossStderr()).isEqualTo(ofLoss.standardError());
    assertThat(loss.lossMeanCi95Low()).isEqualTo(ofLoss.mean() - q * ofLoss.standardError());
    assertThat(loss.lossMeanCi95High()).isEqualTo(ofLoss.mean() + q * ofLoss.standardError());
    assertThat(summary.part(AccuracySummary.class).accuracy()).isEqualTo(ofHit.mean());
    assertThat(summary.part(BrierSummary.class).brierScore()).isEqualTo(ofBrier.mean());
    assertThat(summary.part(ClusterSummary.class))
        .isEqualTo(
            new ClusterSummary(
                13,
                false,
                ofHit.standardError(),
                ofHit.mean() - q * ofHit.standardError(),
                ofHit.mean() + q * ofHit.standardError(),
                ofBrier.standardError(),
                ofBrier.mean() - q * ofBrier.standardError(),
                ofBrier.mean() + q * ofBrier.standardError()));
  }

  @Test
  void nothing_else_changes_by_clusters() {
    List<RowColumns> rows = rows(2, 100, true);
    MetricSummary without = summary(MetricOptions.DEFAULT, rows);
    MetricSummary with = summary(MetricOptions.DEFAULT.withClusters(100), rows);

    assertThat(without.part(ClusterSummary.class)).isNull();
    assertThat(with.loss())
        .usingRecursiveComparison()
        .ignoringFields("lossStderr", "lossMeanCi95Low", "lossMeanCi95High")
        .isEqualTo(without.loss());
    assertThat(with.loss().lossStderr()).isNotEqualTo(without.loss().lossStderr());
    assertThat(with.parts().subList(1, without.parts().size()))
        .isEqualTo(without.parts().subList(1, without.parts().size()));
    assertThat(with.parts()).hasSize(without.parts().size() + 1);
  }

  @Test
  void one_cluster_has_no_errors() {
    List<RowColumns> rows = List.of(Rows.evaluated(CLASSES, 1, 1, 0, 0, 0.5), two());
    MetricSummary summary = summary(MetricOptions.DEFAULT.withClusters(100), rows);
    assertThat(summary.loss().lossMean()).isEqualTo(1.5);
    assertThat(summary.loss().lossStderr()).isNull();
    assertThat(summary.loss().lossMeanCi95Low()).isNull();
    assertThat(summary.part(ClusterSummary.class))
        .isEqualTo(new ClusterSummary(1, false, null, null, null, null, null, null));
  }

  private static RowColumns two() {
    return Rows.evaluated(CLASSES, 2, 1, 0, 0, 0.5);
  }

  @Test
  void an_infinite_loss_leaves_the_mean_without_an_error_and_the_others_with_one() {
    RowColumns infinite = Rows.evaluated(CLASSES, Double.POSITIVE_INFINITY, 1, 0, 1, 0.5);
    infinite.clusters[0] = "a";
    MetricSummary summary =
        summary(MetricOptions.DEFAULT.withClusters(100), List.of(two(), infinite));
    assertThat(summary.loss().lossMean()).isInfinite();
    assertThat(summary.loss().lossStderr()).isNaN();
    assertThat(summary.loss().lossMeanCi95Low()).isNaN();
    assertThat(summary.part(ClusterSummary.class).accuracyStderr()).isEqualTo(0.5);
  }

  @Test
  void rows_of_both_sides_may_wait_for_others() {
    MetricOptions options =
        MetricOptions.DEFAULT
            .withClusters(100)
            .withComparison(new ComparisonOptions(true, 3, true));
    for (int count : new int[] {1, 15, 16, 17, 70}) {
      List<RowColumns> rows = rows(count, count, false);
      ComparisonAccumulator expected = new ComparisonAccumulator(options, CLASSES);
      expected.add(PairedRows.together(rows), 0, count);
      ClusterAccumulator clusters = new ClusterAccumulator(100);
      clusters.add(PairedRows.together(rows), 0, count);

      MetricSummary actual = summary(options, rows);
      assertThat(actual.part(ComparisonSummary.class)).isEqualTo(expected.summary());
      assertThat(actual.part(ClusterSummary.class)).isEqualTo(clusters.summary());
    }
  }

  @Test
  void a_value_of_a_slice_tells_a_tenth_of_the_clusters_apart() {
    List<RowColumns> rows = rows(3, 300, false);
    assertThat(
            summary(MetricOptions.DEFAULT.withClusters(130).ofSlice("s"), rows)
                .part(ClusterSummary.class)
                .clusterCount())
        .isEqualTo(13);
    assertThat(
            summary(MetricOptions.DEFAULT.withClusters(40).ofSlice("s"), rows)
                .part(ClusterSummary.class)
                .clusterCount())
        .isLessThanOrEqualTo(5);
  }
}
