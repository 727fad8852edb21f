// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.List;
import java.util.Map;

/** Judges splits without earlier runs. */
final class JudgedGates {
  private static final double FDR = 0.05;

  private JudgedGates() {}

  static List<Verdict> judge(List<Gate> gates, List<SplitReport> splits) {
    return judge(gates, splits, Map.of());
  }

  static List<Verdict> judge(
      List<Gate> gates, List<SplitReport> splits, Map<Integer, String> classNames) {
    return judge(gates, splits, classNames, FDR);
  }

  static List<Verdict> judge(
      List<Gate> gates, List<SplitReport> splits, Map<Integer, String> classNames, double fdr) {
    return Gates.judge(gates, splits, classNames, fdr, EarlierRuns.none());
  }
}
