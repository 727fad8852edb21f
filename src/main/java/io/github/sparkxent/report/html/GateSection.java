// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.ReadableNumbers;
import io.github.sparkxent.report.text.VerdictText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The verdicts: what failed or is not known first; many of a kind are folded. */
final class GateSection {
  /** Beside their values, for narrow screens without place for a head above them. */
  private static final List<String> COLUMNS =
      List.of("Verdict", "Split", "Metric", "Limit", "Reason");

  /** More verdicts that failed or are inconclusive than these are folded. */
  private static final int OPEN = 20;

  /** More verdicts that passed than these are folded: of slices and classes, and of splits. */
  private static final int PASSED_PARTS = 5;

  private static final int PASSED = 10;

  private GateSection() {}

  static void add(Html html, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", Contents.GATES);
    html.element("h2", "Gates", "id", Contents.GATES);
    List<Verdict> open = VerdictText.byWeight(select(verdicts, one -> !isPass(one)));
    List<Verdict> passed = select(verdicts, one -> isPass(one) && one.part().isWhole());
    List<Verdict> passedParts = select(verdicts, one -> isPass(one) && !one.part().isWhole());
    boolean foldsParts = passedParts.size() > PASSED_PARTS;
    boolean folds = passed.size() + (foldsParts ? 0 : passedParts.size()) > PASSED;
    List<Verdict> shown = new ArrayList<>(open.stream().limit(OPEN).toList());
    if (!folds) {
      shown.addAll(passed);
      shown.addAll(foldsParts ? List.of() : passedParts);
    }
    addTable(html, shown);
    List<Verdict> more = open.stream().skip(OPEN).toList();
    addFolded(html, more, "more that failed or are inconclusive");
    addFolded(html, folds ? passed : List.of(), "that passed on whole splits");
    addFolded(
        html, folds || foldsParts ? passedParts : List.of(), "that passed on slices and classes");
    html.close();
  }

  private static List<Verdict> select(List<Verdict> verdicts, Predicate<Verdict> which) {
    return verdicts.stream().filter(which).toList();
  }

  private static boolean isPass(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.PASS;
  }

  private static void addFolded(Html html, List<Verdict> verdicts, String what) {
    if (verdicts.isEmpty()) {
      return;
    }
    html.open("details");
    html.element("summary", ReadableNumbers.count(verdicts.size()) + " " + what);
    addTable(html, verdicts.stream().limit(HtmlReport.SHOWN).toList());
    HtmlReport.addCut(html, verdicts.size() - HtmlReport.SHOWN, "verdicts");
    html.close();
  }

  private static void addTable(Html html, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    html.open("div", "class", HtmlReport.scroll(verdicts.size())).open("table", "class", "cards");
    html.open("thead").open("tr");
    COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
    html.close().close().open("tbody");
    verdicts.forEach(verdict -> addRow(html, verdict));
    html.close().close().close();
  }

  private static void addRow(Html html, Verdict verdict) {
    html.open("tr").open("td", "data-column", COLUMNS.get(0));
    String mark = verdict.isConclusive() ? (verdict.passed() ? "\u2713 " : "\u2717 ") : "? ";
    String style = !verdict.passed() ? "fail" : verdict.isConclusive() ? "pass" : "unsure";
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
