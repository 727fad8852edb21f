// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.ReadableNumbers;
import io.github.sparkxent.report.text.VerdictText;
import java.util.Comparator;
import java.util.List;

/** The verdicts, those that failed first; many that passed on slices and classes are folded. */
final class GateSection {
  /** Beside their values, for narrow screens without place for a head above them. */
  private static final List<String> COLUMNS =
      List.of("Verdict", "Split", "Metric", "Limit", "Reason");

  /** More verdicts on slices and classes that passed than these are folded. */
  private static final int PASSED_PARTS = 5;

  private GateSection() {}

  static void add(Html html, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "gates").element("h2", "Gates", "id", "gates");
    List<Verdict> sorted =
        verdicts.stream()
            .sorted(Comparator.comparing(Verdict::passed).thenComparing(GateSection::isUsual))
            .limit(HtmlReport.SHOWN)
            .toList();
    List<Verdict> folded = sorted.stream().filter(GateSection::isPassedPart).toList();
    boolean isLong = folded.size() > PASSED_PARTS;
    addTable(html, isLong ? sorted.stream().filter(v -> !isPassedPart(v)).toList() : sorted);
    if (isLong) {
      html.open("details");
      String passed = ReadableNumbers.count(folded.size());
      html.element("summary", passed + " that passed on slices and classes");
      addTable(html, folded);
      html.close();
    }
    HtmlReport.addCut(html, verdicts.size() - HtmlReport.SHOWN, "verdicts");
    html.close();
  }

  private static boolean isPassedPart(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.PASS && !verdict.part().isWhole();
  }

  private static void addTable(Html html, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    html.open("div", "class", "scroll").open("table", "class", "cards");
    html.open("thead").open("tr");
    COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
    html.close().close().open("tbody");
    verdicts.forEach(verdict -> addRow(html, verdict));
    html.close().close().close();
  }

  /** Sorts the failed verdicts, with the inconclusive ones last. */
  private static boolean isUsual(Verdict verdict) {
    return verdict.passed() == isConclusive(verdict);
  }

  private static boolean isConclusive(Verdict verdict) {
    return verdict.outcome() != Verdict.Outcome.INCONCLUSIVE;
  }

  private static void addRow(Html html, Verdict verdict) {
    html.open("tr").open("td", "data-column", COLUMNS.get(0));
    String mark = isConclusive(verdict) ? (verdict.passed() ? "\u2713 " : "\u2717 ") : "? ";
    String style = !verdict.passed() ? "fail" : isConclusive(verdict) ? "pass" : "unsure";
    html.element("span", mark + verdict.outcome().word(), "class", "badge " + style);
    html.close();
    String subject = verdict.subject();
    html.name(
        "td",
        subject.isEmpty() && verdict.split() == null ? "every split" : subject,
        "data-column",
        COLUMNS.get(1));
    html.open("td", "data-column", COLUMNS.get(2)).element("code", verdict.metric()).close();
    html.element("td", VerdictText.asked(verdict), "data-column", COLUMNS.get(3));
    html.name("td", verdict.reason(), "data-column", COLUMNS.get(4)).close();
  }
}
