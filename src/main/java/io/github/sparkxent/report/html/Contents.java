// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.EvaluationReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** The list of contents: a link to each section that is there. */
final class Contents {
  static final String GATES = "xent-gates";
  static final String COMPARISON = "xent-comparison";
  static final String SPLITS = "xent-splits";
  static final String ROWS = "xent-rows";
  static final String DETAILS = "xent-details";
  static final String INPUT = "xent-input";
  static final String CONFIGURATION = "xent-configuration";
  static final String VERSIONS = "xent-versions";

  private Contents() {}

  static void add(Html html, EvaluationReport report) {
    Map<String, String> links = new LinkedHashMap<>();
    if (!report.gates().isEmpty()) {
      links.put(GATES, "Gates");
    }
    if (ComparisonSection.isThere(report)) {
      links.put(COMPARISON, "Comparison");
    }
    links.put(SPLITS, "Splits");
    if (!report.splits().isEmpty()) {
      links.put(ROWS, "Rows");
    }
    if (!DetailSection.detailed(report).isEmpty()) {
      links.put(DETAILS, "Details");
    }
    links.put(INPUT, "Input");
    links.put(VERSIONS, "Versions");
    links.put(CONFIGURATION, "Configuration");
    html.open("nav", "aria-label", "Contents");
    links.forEach((id, title) -> html.element("a", title, "href", "#" + id));
    html.close();
  }

  /** Returns the id of the details of a split. */
  static String split(int position) {
    return "xent-split-" + position;
  }
}
