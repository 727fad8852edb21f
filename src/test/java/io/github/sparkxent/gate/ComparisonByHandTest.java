// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.cluster.ClusterKey;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.comparison.LossPairs;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.PairedReports;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.row.LabelWeight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The six rows of docs/comparison.md: what the page has by hand is what the code gives. */
class ComparisonByHandTest {
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d) \\| ([abc]) \\| ([\\d.]+) \\| ([\\d.]+) \\| ([-\\d.]+) \\|");

  private String guide;
  private final LossPairs pairs = new LossPairs();
  private final Clusters users = Clusters.of(10, 1);

  @BeforeEach
  void read() throws IOException {
    guide = Files.readString(Path.of("docs/comparison.md"));
    Matcher rows = ROW.matcher(guide);
    while (rows.find()) {
      double baseline = Double.parseDouble(rows.group(3));
      double candidate = Double.parseDouble(rows.group(4));
      pairs.add(candidate, baseline, 1, LabelWeight.ONE);
      users.add(
          ClusterKey.of(rows.group(2), null),
          new double[] {candidate - baseline},
          1,
          LabelWeight.ONE);
      assertThat(decimals(candidate - baseline, 1)).isEqualTo(rows.group(5));
    }
    assertThat(pairs.rows()).isEqualTo(6);
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  private static String bold(double value) {
    return "**" + decimals(value, 6) + "**";
  }

  private static MetricDifference reported(PairedDifference loss) {
    return PairedReports.of(loss, 0.95).metric(MetricNames.LOSS_MEAN);
  }

  private static Verdict verdict(PairedDifference loss, Gate.Require require, Double margin) {
    Gate gate = ComparingGates.requiring("all", MetricNames.LOSS_MEAN, require, margin);
    var split = PairedReports.split("all", PairedReports.of(loss, 0.95), "none", List.of());
    return JudgedGates.judge(List.of(gate), List.of(split)).get(0);
  }

  @Test
  void the_means_the_error_the_bounds_and_p_are_those_of_the_page() {
    MetricDifference loss = reported(pairs.difference(null, 0));
    assertThat(guide)
        .contains(
            "| mean | | "
                + decimals(loss.baseline(), 1)
                + " | "
                + decimals(loss.candidate(), 1)
                + " | "
                + decimals(loss.difference(), 1)
                + " |")
        .contains("se = " + bold(loss.stderr()))
        .contains(bold(loss.lowerBound()) + " and " + bold(loss.upperBound()))
        .contains("so p = " + bold(loss.p()))
        .contains(decimals(loss.low(), 6) + " to " + decimals(loss.high(), 6));
  }

  @Test
  void by_user_the_error_and_the_bounds_are_those_of_the_page() {
    MetricDifference loss = reported(pairs.difference(users, 0));
    assertThat(guide)
        .contains("se = " + bold(loss.stderr()))
        .contains(bold(loss.lowerBound()) + " and " + bold(loss.upperBound()));
  }

  @Test
  void the_gates_say_what_the_page_says() {
    PairedDifference loss = pairs.difference(null, 0);
    Verdict better = verdict(loss, Gate.Require.BETTER, null);
    assertThat(guide).contains("not at most 0: **" + better.outcome().word() + "**");
    assertThat(better.reason()).endsWith("; about 1 more row would tell");
    assertThat(guide).contains("is above -0.05: **" + word(loss, Gate.Require.NOT_WORSE, 0.05));
    assertThat(guide).contains("and -0.008113 is not: **" + word(loss, Gate.Require.SAME, 0.1));
  }

  private static String word(PairedDifference loss, Gate.Require require, double margin) {
    return verdict(loss, require, margin).outcome().word() + "**";
  }
}
