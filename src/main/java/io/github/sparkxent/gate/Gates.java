// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges splits by gates.
 *
 * <p>Equality with a limit passes. NaN, an undefined metric, and a missing metric, split, slice,
 * value or class do not pass. Infinities compare as usual. Too few rows are inconclusive, and so
 * are the values of a slice beyond the reported ones, a difference from the baseline that may be
 * either, and a metric of which only bounds are known, on both sides of a limit.
 */
public final class Gates {
  private static final int WARNINGS_SHOWN = 5;
  private static final int NAMES_SHOWN = 20;
  private static final int NAME_LENGTH = 80;

  private Gates() {}

  /**
   * Judges splits by gates, some of which may hold them against earlier runs.
   *
   * @param gates the gates; one without a split is set for every split that has a name
   * @param splits the splits of a report
   * @param classNames the names of the classes by class id; empty if they have none
   * @param fdr the largest share of false discoveries among those of a gate that fails on worse
   *     parts
   * @param earlier the figures of earlier runs
   * @return one verdict for each rule (max, then min, or that of a comparison, or the upper, then
   *     the lower limit of a trend) of each gate, split and part of it that the gate is set for, in
   *     the order given
   */
  public static List<Verdict> judge(
      List<Gate> gates,
      List<SplitReport> splits,
      Map<Integer, String> classNames,
      double fdr,
      EarlierRuns earlier) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate gate : gates) {
      List<JudgedPart> parts = GateParts.of(gate, splits, classNames);
      for (Rule rule : Rule.of(gate, fdr, earlier)) {
        verdicts.addAll(rule.judge(parts));
      }
    }
    return List.copyOf(verdicts);
  }

  /**
   * Says which verdicts pass for want of earlier runs.
   *
   * @param verdicts the verdicts of a run
   * @return a warning each, of many only the first, and how many more there are
   */
  public static List<String> warnings(List<Verdict> verdicts) {
    List<String> all =
        verdicts.stream()
            .filter(TrendRule::isWithoutLimit)
            .map(verdict -> "gate on the trend of " + verdict.subject() + ": " + verdict.reason())
            .distinct()
            .toList();
    if (all.size() <= WARNINGS_SHOWN) {
      return all;
    }
    List<String> shown = new ArrayList<>(all.subList(0, WARNINGS_SHOWN));
    shown.add((all.size() - WARNINGS_SHOWN) + " more gates on trends have no limit yet");
    return shown;
  }

  /** Returns a number of evaluated rows in words. */
  static String rows(long rows) {
    return rows == 1 ? "1 evaluated row" : rows + " evaluated rows";
  }

  /** Returns the existing names. */
  static String there(String kind, Collection<String> names) {
    if (names.isEmpty()) {
      return "there are no " + kind;
    }
    return kind + " are " + shown(names);
  }

  /**
   * Lists names.
   *
   * @param names the names
   * @return the first of them, cut if they are long, and how many more there are
   */
  public static String shown(Collection<String> names) {
    String listed =
        names.stream().limit(NAMES_SHOWN).map(Gates::shown).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return listed + (more > 0 ? " and " + more + " more" : "");
  }

  static String shown(String name) {
    return name.codePointCount(0, name.length()) <= NAME_LENGTH
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH)) + "...";
  }
}
