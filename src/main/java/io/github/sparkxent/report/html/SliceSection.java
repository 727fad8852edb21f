// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.reading.ShareIntervals;
import io.github.sparkxent.report.reading.SliceEvidence;
import io.github.sparkxent.report.text.ReadableDifference;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/** A table for each slice of a split, the values that are most evidently worse first. */
final class SliceSection {
  private static final int FOLDED = 20;
  private static final int SLICES = 20;

  private final Html html;
  private final SplitReport split;
  private final ShareIntervals intervals;

  private SliceSection(Html html, SplitReport split, ShareIntervals intervals) {
    this.html = html;
    this.split = split;
    this.intervals = intervals;
  }

  static void add(Html html, SplitReport split, ShareIntervals intervals) {
    List<String> names = split.sliceNames();
    for (String name : names.stream().limit(SLICES).toList()) {
      new SliceSection(html, split, intervals)
          .add(name, SliceEvidence.of(split, name), split.cutOf(name));
    }
    HtmlReport.addCut(html, names.size() - SLICES, "slices");
  }

  private void add(String name, List<SliceEvidence> values, SliceCut cut) {
    html.open("h4").text("Slice ").element("code", SplitPart.valueText(name)).close();
    if (cut != null) {
      html.element(
          "p",
          "The first "
              + ReadableNumbers.count(cut.values())
              + " values in order; "
              + ReadableNumbers.count(cut.rows().read())
              + " rows have others and are in none of these figures.",
          "class",
          "note");
    }
    html.element("p", evidence(values), "class", "note");
    addTable(values.stream().limit(FOLDED).toList(), values);
    if (values.size() > FOLDED) {
      List<SliceEvidence> others = values.stream().skip(FOLDED).limit(HtmlReport.SHOWN).toList();
      String more = ReadableNumbers.count(values.size() - FOLDED);
      html.open("details").element("summary", "The other " + more + " values");
      addTable(others, values);
      HtmlReport.addCut(html, values.size() - FOLDED - HtmlReport.SHOWN, "values");
      html.close();
    }
  }

  /** Says whether the first of so many values are more than what chance gives. */
  private String evidence(List<SliceEvidence> values) {
    long judged = values.stream().filter(one -> one.t() != null).count();
    if (judged == 0) {
      return "No value can be held against the others: "
          + (SliceEvidence.isInfinite(split)
              ? "the mean loss of the split is infinite."
              : "there are too few rows or clusters on one side.");
    }
    long worse =
        values.stream().filter(one -> one.standing() == SliceEvidence.Standing.WORSE).count();
    String of = ReadableNumbers.count(judged) + (judged == 1 ? " value" : " values");
    return worse == 0
        ? "Of " + of + " none is worse than the other rows by more than chance gives among so many."
        : "Of "
            + of
            + " "
            + ReadableNumbers.count(worse)
            + (worse == 1 ? " is" : " are")
            + " worse than the other rows by more than chance gives among so many.";
  }

  private static Double real(SliceReport value, String metric) {
    Number found = value.metrics().value(metric);
    return found == null ? null : Double.valueOf(found.doubleValue());
  }

  private static Double loss(SliceReport value) {
    return real(value, MetricNames.LOSS_MEAN);
  }

  private void addTable(List<SliceEvidence> shown, List<SliceEvidence> all) {
    double most =
        all.stream()
            .map(one -> loss(one.value()))
            .filter(loss -> loss != null && Double.isFinite(loss))
            .reduce(0.0, Math::max);
    html.open("div", "class", "scroll").open("table", "class", "slices");
    html.open("thead").open("tr").element("th", "Value", "scope", "col");
    for (String title :
        List.of("Evaluated", "Invalid", "Mean loss", "\u00b1 95 %", "Accuracy", "95 % interval")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.element("th", "Beside the other rows, adjusted p", "scope", "col");
    html.close().close().open("tbody");
    shown.forEach(value -> addRow(value, most));
    html.close().close().close();
  }

  private void addRow(SliceEvidence evidence, double most) {
    SliceReport value = evidence.value();
    html.open("tr").name("th", SplitPart.valueText(value.value()), "scope", "row");
    html.element("td", ReadableNumbers.count(value.rows().evaluated()), "class", "number");
    String style = value.rows().invalid() > 0 ? "number bad" : "number";
    html.element("td", ReadableNumbers.count(value.rows().invalid()), "class", style);
    String loss = ReadableNumbers.lossMean(value.metrics());
    ClassSection.addCell(html, loss, "loss", loss(value), most, true);
    html.element("td", ReadableNumbers.halfWidth(value.metrics()), "class", "number");
    ClassSection.addShare(html, real(value, MetricNames.ACCURACY), true);
    String accuracy = ReadableNumbers.interval(intervals.accuracy(value.metrics()));
    html.element("td", accuracy, "class", "number");
    addStanding(evidence);
    html.close();
  }

  private void addStanding(SliceEvidence evidence) {
    String p =
        evidence.adjustedP() == null ? "" : ", " + ReadableDifference.p(evidence.adjustedP());
    String style =
        switch (evidence.standing()) {
          case INFINITE, WORSE -> "badge fail";
          case BETTER -> "badge pass";
          default -> "note";
        };
    html.open("td").element("span", evidence.standing().word() + p, "class", style).close();
  }
}
