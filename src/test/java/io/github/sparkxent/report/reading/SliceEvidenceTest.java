// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceEvidenceTest {
  private static SplitReport split(SliceReport... values) {
    return split(SampleReports.losses(10_000, 0.5, 0.005), values);
  }

  private static SplitReport split(MetricValues metrics, SliceReport... values) {
    return new SplitReport(
        "all",
        SampleReports.rows(10_000, 10_000, 0, Map.of()),
        metrics,
        null,
        List.of(values),
        null);
  }

  private static SliceReport value(String value, long rows, double mean, double error) {
    return new SliceReport(
        "s",
        value,
        SampleReports.rows(rows, rows, 0, Map.of()),
        SampleReports.losses(rows, mean, error));
  }

  private static List<String> standings(SplitReport split) {
    return SliceEvidence.of(split, "s").stream()
        .map(one -> one.value().value() + " " + one.standing())
        .toList();
  }

  @Test
  void evidence_comes_before_luck_and_few_rows_come_last() {
    assertThat(
            standings(
                split(
                    value("lucky", 29, 9, 3),
                    value("slightly but surely worse", 3000, 0.6, 0.009),
                    value("much but unsurely worse", 40, 0.9, 0.4),
                    value("better", 3000, 0.4, 0.009),
                    new SliceReport(
                        "s",
                        null,
                        SampleReports.rows(1, 1, 0, Map.of()),
                        MetricValues.builder().put("row_count", 1).build()))))
        .containsExactly(
            "slightly but surely worse WORSE",
            "much but unsurely worse CHANCE",
            "better BETTER",
            "lucky FEW_ROWS",
            "null UNKNOWN");
  }

  @Test
  void of_a_split_with_infinite_losses_the_values_that_have_them_come_first_and_none_is_judged() {
    double infinite = Double.POSITIVE_INFINITY;
    SplitReport split =
        split(
            SampleReports.losses(10_000, infinite, Double.NaN),
            value("few", 29, 9, 3),
            value("finite", 3000, 0.6, 0.009),
            value("larger", 3000, 0.7, 0.009),
            value("infinite", 30, infinite, Double.NaN));
    assertThat(standings(split))
        .containsExactly("infinite INFINITE", "larger UNKNOWN", "finite UNKNOWN", "few FEW_ROWS");
    assertThat(SliceEvidence.of(split, "s")).extracting(SliceEvidence::t).containsOnlyNulls();
  }

  private static MetricValues clustered(long clusters, double mean, double error) {
    MetricValues losses = SampleReports.losses(clusters * 100, mean, error);
    MetricValues.Builder all = MetricValues.builder().put("cluster_count", clusters);
    losses.names().forEach(name -> all.put(name, losses.value(name)));
    return all.build();
  }

  @ParameterizedTest
  @CsvSource({"40, v WORSE", "71, v UNKNOWN"})
  void with_clusters_both_sides_are_counted_in_clusters(long clusters, String expected) {
    SliceReport value =
        new SliceReport(
            "s",
            "v",
            SampleReports.rows(clusters * 100, clusters * 100, 0, Map.of()),
            clustered(clusters, 0.6, 0.01));
    assertThat(standings(split(clustered(100, 0.5, 0.01), value))).containsExactly(expected);
  }

  @Test
  void the_other_rows_are_those_of_the_split_without_the_value() {
    SliceEvidence one = SliceEvidence.of(split(value("v", 2000, 0.58, 0.012)), "s").get(0);
    double rest = (0.5 * 10_000 - 0.58 * 2000) / 8000;
    double squared = (0.005 * 0.005 * 1e8 - 0.012 * 0.012 * 4e6) / 6.4e7;
    double t = (0.58 - rest) / Math.sqrt(0.012 * 0.012 + squared);
    assertThat(one.t()).isCloseTo(t, within(1e-9));
    assertThat(one.adjustedP()).isCloseTo(StudentT.twoSidedP(t, 1999), within(1e-15));
  }

  @Test
  void of_many_values_alike_none_is_worse_than_chance_gives() {
    SplittableRandom random = new SplittableRandom(3);
    List<SliceReport> values = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100; i++) {
      double[] losses = random.doubles(100).map(u -> -StrictMath.log(u)).toArray();
      double mean = Arrays.stream(losses).average().orElseThrow();
      double deviation =
          Math.sqrt(Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum() / 99);
      sum += Arrays.stream(losses).sum();
      squares += Arrays.stream(losses).map(l -> l * l).sum();
      values.add(value("v" + i, 100, mean, deviation / 10));
    }
    double all = sum / 10_000;
    double error = Math.sqrt((squares / 10_000 - all * all) / 9_999);
    List<SliceEvidence> evidence =
        SliceEvidence.of(
            split(SampleReports.losses(10_000, all, error), values.toArray(SliceReport[]::new)),
            "s");
    assertThat(evidence.get(0).t()).isGreaterThan(1.96);
    assertThat(evidence)
        .noneMatch(one -> one.standing() == SliceEvidence.Standing.WORSE)
        .extracting(SliceEvidence::t)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void a_value_that_is_the_whole_split_is_held_against_nothing() {
    assertThat(standings(split(value("v", 10_000, 0.5, 0.005)))).containsExactly("v UNKNOWN");
  }
}
