// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.html.chart.IntervalChart;
import io.github.sparkxent.report.text.ReadableDifference;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mean losses of splits, of the values of slices and of classes beside the baseline's, each
 * group by evidence, with the intervals of the differences on one scale.
 */
final class ComparisonSection {
  private static final int SHOWN = 20;

  /** Of more slices than these, each is folded. */
  private static final int OPEN_SLICES = 6;

  private static final int GROUPS = 40;
  private static final double WIDTH = 72;
  private static final int COLUMNS = 8;

  /** Some parts of a kind, by evidence, of which the first are shown; splits have no title. */
  private record Group(String title, List<ComparedPart> parts, int first) {
    List<ComparedPart> shown() {
      return parts.stream().limit(first).toList();
    }

    List<ComparedPart> folded() {
      return parts.stream().skip(first).limit(HtmlReport.SHOWN).toList();
    }

    /** Returns the title and how many intervals are on either side of zero. */
    String heading() {
      return title == null
          ? null
          : title
              + ": "
              + count(ComparedPart.Side.BETTER)
              + " better, "
              + count(ComparedPart.Side.WORSE)
              + " worse, "
              + count(ComparedPart.Side.UNSURE)
              + " not known";
    }

    /** Returns what is said of those that are not shown at once. */
    String foldedHeading() {
      return first == 0
          ? heading()
          : "The other "
              + ReadableNumbers.count(parts.size() - first)
              + " of "
              + (title == null ? "the splits" : title);
    }

    private String count(ComparedPart.Side side) {
      return ReadableNumbers.count(parts.stream().filter(part -> part.side() == side).count());
    }
  }

  private final Html html;
  private final List<Verdict> verdicts;
  private final IntervalChart chart;
  private final String confidence;

  private ComparisonSection(
      Html html, List<Group> groups, List<Verdict> verdicts, double confidence) {
    this.html = html;
    this.verdicts = verdicts;
    this.confidence = ReadableDifference.percent(confidence);
    chart =
        IntervalChart.ofDots(
            groups.stream()
                .flatMap(group -> group.shown().stream())
                .map(part -> part.interval(verdicts))
                .toList());
  }

  /** Tells whether a split is compared. */
  static boolean isThere(EvaluationReport report) {
    return !compared(report).isEmpty();
  }

  private static List<SplitReport> compared(EvaluationReport report) {
    return report.splits().stream()
        .filter(split -> split.split() != null && split.comparison() != null)
        .toList();
  }

  static void add(Html html, EvaluationReport report) {
    List<SplitReport> compared = compared(report);
    if (compared.isEmpty()) {
      return;
    }
    List<Group> groups = groups(compared, report.classNames());
    List<Group> shown = groups.stream().limit(GROUPS).toList();
    double confidence = compared.get(0).comparison().confidence();
    new ComparisonSection(html, shown, report.gates(), confidence).add(shown);
    HtmlReport.addCut(html, groups.size() - GROUPS, "slices of splits");
    html.close();
  }

  private static List<Group> groups(List<SplitReport> splits, Map<Integer, String> classNames) {
    List<Group> groups = new ArrayList<>();
    groups.add(
        new Group(
            null,
            splits.stream().map(ComparedPart::of).sorted(ComparedPart.BY_EVIDENCE).toList(),
            SHOWN));
    long slices = splits.stream().mapToLong(split -> split.sliceNames().size()).sum();
    int first = slices > OPEN_SLICES ? 0 : SHOWN;
    for (SplitReport split : splits) {
      for (String slice : split.sliceNames()) {
        String title = split.split() + ", slice " + SplitPart.valueText(slice);
        groups.add(new Group(title, ComparedPart.ofSlice(split, slice), first));
      }
    }
    for (SplitReport split : splits) {
      String title = split.split() + ", classes by label";
      groups.add(new Group(title, ComparedPart.ofClasses(split, classNames), 0));
    }
    groups.removeIf(group -> group.parts().isEmpty());
    return groups;
  }

  private void add(List<Group> groups) {
    html.open("section", "aria-labelledby", Contents.COMPARISON);
    html.element("h2", "Comparison with the baseline", "id", Contents.COMPARISON);
    html.element(
        "p",
        "The candidate's mean loss minus the baseline's over the same rows, with its "
            + confidence
            + " interval. Left of the line at zero the candidate is better. Each group begins"
            + " with the strongest evidence, the smallest p.",
        "class",
        "note");
    html.open("div", "class", "scroll").open("table", "class", "comparison");
    addHeader("Split");
    groups.stream()
        .filter(group -> !group.shown().isEmpty())
        .forEach(group -> addGroup(group.heading(), group.shown()));
    html.close().close();
    groups.stream().filter(group -> !group.folded().isEmpty()).forEach(this::addFolded);
  }

  private void addFolded(Group group) {
    html.open("details").open("summary").element("span", group.foldedHeading(), "class", "name");
    html.close();
    html.open("div", "class", "scroll").open("table", "class", "comparison");
    addHeader("");
    addGroup(null, group.folded());
    html.close().close();
    HtmlReport.addCut(html, group.parts().size() - group.first() - HtmlReport.SHOWN, "of them");
    html.close();
  }

  private void addHeader(String first) {
    html.open("thead").open("tr").element("th", first, "scope", "col");
    for (String title : List.of("Rows", "Baseline", "Candidate")) {
      html.element("th", title, "scope", "col", "class", "number aside");
    }
    html.element("th", "Difference", "scope", "col", "class", "number");
    html.open("th", "scope", "col", "class", "chart");
    html.element("span", confidence + " interval of the difference", "class", "unseen");
    chart.addScale(html);
    html.close();
    html.element("th", "p", "scope", "col", "class", "number");
    html.element("th", "Rows better / worse", "scope", "col", "class", "number barred");
    html.close().close();
  }

  private void addGroup(String title, List<ComparedPart> parts) {
    html.open("tbody");
    if (title != null) {
      html.open("tr");
      html.name("th", title, "scope", "rowgroup", "colspan", COLUMNS, "class", "group");
      html.close();
    }
    parts.forEach(this::addRow);
    html.close();
  }

  private void addRow(ComparedPart part) {
    MetricDifference loss = part.loss();
    html.open("tr").name("th", part.name(), "scope", "row");
    number(ReadableNumbers.count(part.rows()), "number aside");
    number(loss == null ? "-" : ReadableDifference.baseline(loss), "number aside");
    number(loss == null ? "-" : ReadableDifference.candidate(loss), "number aside");
    number(loss == null ? "-" : ReadableDifference.signed(loss), "number main");
    html.open("td", "class", "chart");
    chart.addInterval(html, part.interval(verdicts));
    html.close();
    number(loss == null ? "-" : ReadableDifference.p(loss.p()), "number");
    html.open("td", "class", "number");
    if (loss != null) {
      addWins(loss);
    }
    html.close().close();
  }

  private void number(String text, String style) {
    html.element("td", text, "class", style);
  }

  /** Adds how many rows are better and worse, as numbers and as a bar with the equal between. */
  private void addWins(MetricDifference loss) {
    String text =
        ReadableNumbers.count(loss.better()) + " / " + ReadableNumbers.count(loss.worse());
    html.element("span", text);
    double rows = Math.max(1, loss.better() + loss.worse() + loss.equal());
    html.open("svg", "viewBox", "0 0 72 8", "class", "small", "aria-hidden", "true");
    html.empty("rect", "class", "track", "width", WIDTH, "height", 8, "rx", 2);
    double better = WIDTH * loss.better() / rows;
    double worse = WIDTH * loss.worse() / rows;
    html.empty("rect", "class", "better", "width", better, "height", 8, "rx", 2);
    html.empty("rect", "class", "worse", "x", WIDTH - worse, "width", worse, "height", 8, "rx", 2);
    html.close();
  }
}
