// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.text.ReadableDifference;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of a split beside those of the baseline: each metric, and what was compared. */
final class ComparisonFigures {
  private ComparisonFigures() {}

  static void add(Html html, ComparisonReport comparison) {
    html.element("h4", "Comparison with the baseline");
    addMetrics(html, comparison);
    Map<String, String> facts = facts(comparison);
    html.open("div", "class", "facts");
    RunSection.addPairs(html, facts);
    html.close();
  }

  private static void addMetrics(Html html, ComparisonReport comparison) {
    String confidence = ReadableDifference.percent(comparison.confidence());
    html.open("div", "class", "scroll").open("table", "class", "metrics");
    html.open("thead").open("tr").element("th", "Metric", "scope", "col");
    for (String title :
        List.of(
            "Baseline",
            "Candidate",
            "Difference",
            confidence + " interval",
            "p",
            "Better",
            "Worse",
            "Equal")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (MetricDifference metric : comparison.metrics()) {
      html.open("tr").open("th", "scope", "row");
      html.element("code", metric.metric(), "title", MetricNames.description(metric.metric()));
      html.close();
      number(html, ReadableDifference.baseline(metric), "number");
      number(html, ReadableDifference.candidate(metric), "number");
      number(html, ReadableDifference.signed(metric), "number main");
      number(html, ReadableDifference.interval(metric), "number");
      number(html, ReadableDifference.p(metric.p()), "number");
      number(html, ReadableNumbers.count(metric.better()), "number");
      number(html, ReadableNumbers.count(metric.worse()), "number");
      number(html, ReadableNumbers.count(metric.equal()), "number");
      html.close();
    }
    html.close().close().close();
  }

  private static void number(Html html, String text, String style) {
    html.element("td", text, "class", style);
  }

  private static Map<String, String> facts(ComparisonReport comparison) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Rows compared", ReadableNumbers.count(comparison.rows()));
    if (!comparison.notCompared().isEmpty()) {
      facts.put("Rows that only the candidate evaluates", reasons(comparison.notCompared()));
    }
    if (comparison.infiniteLossCount() > 0) {
      facts.put(
          "Rows of an infinite loss on a side",
          ReadableNumbers.count(comparison.infiniteLossCount()));
    }
    if (comparison.clusters() != null) {
      facts.put("Clusters", ReadableNumbers.count(comparison.clusters()));
    }
    facts.put("Same prediction, share of the rows", share(comparison.equalPredictions()));
    if (comparison.klDivergence() != null) {
      facts.put(
          "Mean divergence KL(baseline || candidate), nats",
          ReadableNumbers.significant(comparison.klDivergence(), 4));
    }
    if (comparison.mcnemarP() != null) {
      facts.put("McNemar's exact test of the accuracy, p", p(comparison.mcnemarP()));
    }
    return facts;
  }

  private static String reasons(Map<String, Long> notCompared) {
    return notCompared.entrySet().stream()
        .map(reason -> ReadableNumbers.count(reason.getValue()) + " " + reason.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String share(Double share) {
    return ReadableNumbers.share(share);
  }

  private static String p(Double p) {
    return ReadableDifference.p(p);
  }
}
