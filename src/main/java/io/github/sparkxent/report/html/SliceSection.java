// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/** A table for each slice of a split, the values of the largest mean losses first. */
final class SliceSection {
  private static final int FOLDED = 20;
  private static final int SLICES = 20;

  private SliceSection() {}

  static void add(Html html, SplitReport split) {
    List<String> names = split.sliceNames();
    for (String name : names.stream().limit(SLICES).toList()) {
      add(html, name, split.valuesOf(name), split.cutOf(name));
    }
    HtmlReport.addCut(html, names.size() - SLICES, "slices");
  }

  private static void add(Html html, String name, List<SliceReport> values, SliceCut cut) {
    html.open("h3").text("Slice ").element("code", SplitPart.valueText(name)).close();
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
    List<SliceReport> sorted =
        values.stream().sorted(comparing(SliceSection::loss, nullsLast(reverseOrder()))).toList();
    addTable(html, sorted.stream().limit(FOLDED).toList(), values);
    if (sorted.size() > FOLDED) {
      List<SliceReport> others = sorted.stream().skip(FOLDED).limit(HtmlReport.SHOWN).toList();
      String more = ReadableNumbers.count(sorted.size() - FOLDED);
      html.open("details").element("summary", "The other " + more + " values");
      addTable(html, others, values);
      HtmlReport.addCut(html, sorted.size() - FOLDED - HtmlReport.SHOWN, "values");
      html.close();
    }
  }

  private static Double real(SliceReport value, String metric) {
    Number found = value.metrics().value(metric);
    return found == null ? null : Double.valueOf(found.doubleValue());
  }

  private static Double loss(SliceReport value) {
    return real(value, MetricNames.LOSS_MEAN);
  }

  private static void addTable(Html html, List<SliceReport> shown, List<SliceReport> all) {
    double most =
        all.stream()
            .map(SliceSection::loss)
            .filter(loss -> loss != null && Double.isFinite(loss))
            .reduce(0.0, Math::max);
    html.open("div", "class", "scroll").open("table", "class", "slices");
    html.open("thead").open("tr").element("th", "Value", "scope", "col");
    for (String title : List.of("Evaluated", "Invalid", "Mean loss", "\u00b1 95 %", "Accuracy")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    shown.forEach(value -> addRow(html, value, most));
    html.close().close().close();
  }

  private static void addRow(Html html, SliceReport value, double most) {
    html.open("tr").name("th", SplitPart.valueText(value.value()), "scope", "row");
    html.element("td", ReadableNumbers.count(value.rows().evaluated()), "class", "number");
    String style = value.rows().invalid() > 0 ? "number bad" : "number";
    html.element("td", ReadableNumbers.count(value.rows().invalid()), "class", style);
    String loss = ReadableNumbers.lossMean(value.metrics());
    ClassSection.addCell(html, loss, "loss", loss(value), most, true);
    html.element("td", ReadableNumbers.halfWidth(value.metrics()), "class", "number");
    ClassSection.addShare(html, real(value, MetricNames.ACCURACY), true);
    html.close();
  }
}
