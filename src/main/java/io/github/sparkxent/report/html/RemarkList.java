// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.reading.Remark;
import io.github.sparkxent.report.reading.Remarks;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/** What should be known before the figures are used: a line for each kind of remark. */
final class RemarkList {
  private RemarkList() {}

  static void add(Html html, EvaluationReport report) {
    var remarks = Remarks.of(report);
    if (remarks.isEmpty()) {
      return;
    }
    html.open("ul", "class", "remarks");
    remarks.forEach((kind, of) -> addKind(html, kind, of));
    html.close();
  }

  private static void addKind(Html html, Remark.Kind kind, List<Remark> remarks) {
    html.open("li").element("strong", kind.title() + ".").text(" ");
    for (Remark remark : remarks.stream().limit(Remarks.SHOWN).toList()) {
      html.element("span", remark.split(), "class", "name");
      html.text(" (" + remark.figures() + ") ");
    }
    if (remarks.size() > Remarks.SHOWN) {
      String more = ReadableNumbers.count(remarks.size() - Remarks.SHOWN);
      html.open("details").element("summary", "and " + more + " more").open("ul");
      for (Remark remark : remarks.stream().skip(Remarks.SHOWN).limit(HtmlReport.SHOWN).toList()) {
        html.open("li").element("span", remark.split(), "class", "name");
        html.text(" (" + remark.figures() + ")").close();
      }
      html.close();
      HtmlReport.addCut(html, remarks.size() - Remarks.SHOWN - HtmlReport.SHOWN, "splits");
      html.close();
    }
    html.close();
  }
}
