// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.MetricNames;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
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
 * are the values of a slice beyond the reported ones.
 */
public final class Gates {
  private static final int NAMES_SHOWN = 20;
  private static final int NAME_LENGTH = 80;

  private Gates() {}

  /**
   * Judges splits by gates.
   *
   * @param gates the gates; one without a split is set for every split that has a name
   * @param splits the splits of a report
   * @return one verdict for each rule (max, then min) of each gate, split and part of it that the
   *     gate is set for, in the order given
   */
  public static List<Verdict> judge(List<Gate> gates, List<SplitReport> splits) {
    return judge(gates, splits, Map.of());
  }

  /**
   * Judges splits by gates, some of which may name a class.
   *
   * @param gates the gates; one without a split is set for every split that has a name
   * @param splits the splits of a report
   * @param classNames the names of the classes by class id; empty if they have none
   * @return one verdict for each rule (max, then min) of each gate, split and part of it that the
   *     gate is set for, in the order given
   */
  public static List<Verdict> judge(
      List<Gate> gates, List<SplitReport> splits, Map<Integer, String> classNames) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate gate : gates) {
      for (Rule rule : Rule.of(gate)) {
        judge(rule, classNames, splits, verdicts);
      }
    }
    return List.copyOf(verdicts);
  }

  private static void judge(
      Rule rule,
      Map<Integer, String> classNames,
      List<SplitReport> splits,
      List<Verdict> verdicts) {
    Gate gate = rule.gate();
    List<SplitReport> named = splits.stream().filter(split -> split.split() != null).toList();
    List<SplitReport> judged =
        named.stream()
            .filter(split -> gate.split() == null || gate.split().equals(split.split()))
            .toList();
    for (SplitReport split : judged) {
      if (gate.label() != null) {
        judgeClasses(rule, classNames, split, verdicts);
      } else if (gate.slice() != null) {
        judgeValues(rule, split, verdicts);
      } else {
        long rows = split.rows().evaluated();
        verdicts.add(rule.judge(split.split(), SplitPart.whole(), split.metrics(), rows));
      }
    }
    if (judged.isEmpty()) {
      String missing = gate.split() == null ? "no split" : "no split '" + gate.split() + "'";
      String reason =
          missing
              + "; "
              + there("splits", named.stream().map(SplitReport::split).sorted().toList());
      verdicts.add(rule.failed(gate.split(), SplitPart.whole(), reason));
    }
  }

  /** Returns the class that a gate is set for by its id or its name. */
  private static SplitPart part(Gate gate, Map<Integer, String> classNames) {
    return classNames.entrySet().stream()
        .filter(name -> !gate.isClassId() && name.getValue().equals(gate.label()))
        .findFirst()
        .map(name -> SplitPart.ofClass(name.getKey().toString(), name.getValue()))
        .orElseGet(() -> SplitPart.ofClass(gate.label()));
  }

  private static void judgeClasses(
      Rule rule, Map<Integer, String> classNames, SplitReport split, List<Verdict> verdicts) {
    SplitPart part = part(rule.gate(), classNames);
    boolean each = part.label().equals("*");
    List<ClassSummary> classes = split.details().classes();
    int before = verdicts.size();
    for (ClassSummary one : classes) {
      String id = Integer.toString(one.label());
      if (each || id.equals(part.label())) {
        verdicts.add(
            rule.judge(
                split.split(),
                SplitPart.ofClass(id, classNames.get(one.label())),
                MetricValues.of(one, MetricNames.OF_CLASS),
                one.count()));
      }
    }
    if (verdicts.size() == before) {
      List<String> known =
          classes.stream().map(one -> ClassText.of(one.label(), classNames)).toList();
      String reason =
          (each ? "no class; " : "no " + part.text() + "; ") + there("figures of classes", known);
      verdicts.add(rule.failed(split.split(), part, reason));
    }
  }

  private static void judgeValues(Rule rule, SplitReport split, List<Verdict> verdicts) {
    Gate gate = rule.gate();
    String slice = gate.slice();
    List<SliceReport> values = split.valuesOf(slice);
    if (values.isEmpty()) {
      String reason = "no slice '" + slice + "'; " + there("slices", split.sliceNames());
      verdicts.add(rule.failed(split.split(), SplitPart.values(slice), reason));
      return;
    }
    int before = verdicts.size();
    for (SliceReport value : values) {
      if (gate.value() == null || gate.value().equals(value.value())) {
        verdicts.add(judge(rule, split, value));
      }
    }
    SliceCut cut = split.cutOf(slice);
    if (verdicts.size() == before) {
      List<String> names = values.stream().map(v -> SplitPart.valueText(v.value())).toList();
      String reason =
          "no value '"
              + shown(gate.value())
              + "' of slice "
              + slice
              + "; "
              + there(cut == null ? "values" : "the values reported", names);
      verdicts.add(rule.failed(split.split(), SplitPart.value(slice, gate.value()), reason));
    } else if (gate.value() == null && cut != null) {
      String reason =
          cut.rows().read()
              + " rows have values beyond the first "
              + cut.values()
              + " (metrics.max_slice_values), which are not judged";
      verdicts.add(rule.inconclusive(split.split(), SplitPart.values(slice), null, reason));
    }
  }

  private static Verdict judge(Rule rule, SplitReport split, SliceReport value) {
    SplitPart part = SplitPart.value(value.slice(), value.value());
    String metric = rule.gate().metric();
    long rows = value.rows().evaluated();
    if (value.hasTooFewRows()
        && !value.metrics().contains(metric)
        && split.metrics().contains(metric)) {
      String reason = rows(rows) + ", too few for " + metric + " (metrics.min_slice_rows)";
      return rule.inconclusive(split.split(), part, null, reason);
    }
    return rule.judge(split.split(), part, value.metrics(), rows);
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

  private static String shown(String name) {
    return name.codePointCount(0, name.length()) <= NAME_LENGTH
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH)) + "...";
  }
}
