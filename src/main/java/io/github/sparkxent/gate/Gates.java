// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.ClassMetrics;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    return judge(gates, splits, List.of());
  }

  /**
   * Judges splits by gates, some of which may name a class.
   *
   * @param gates the gates; one without a split is set for every split that has a name
   * @param splits the splits of a report
   * @param classes the names of the classes, in order; empty if they have none
   * @return one verdict for each rule (max, then min) of each gate, split and part of it that the
   *     gate is set for, in the order given
   */
  public static List<Verdict> judge(
      List<Gate> gates, List<SplitReport> splits, List<String> classes) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate gate : gates) {
      SplitPart named = part(gate, classes);
      for (Rule rule : Rule.of(gate)) {
        judge(rule, named, splits, verdicts);
      }
    }
    return List.copyOf(verdicts);
  }

  /** Returns the class that a gate is set for, or the whole split. */
  private static SplitPart part(Gate gate, List<String> classes) {
    if (gate.label() == null) {
      return SplitPart.whole();
    }
    int id = gate.isClassId() ? -1 : classes.indexOf(gate.label());
    return id < 0
        ? SplitPart.ofClass(gate.label())
        : SplitPart.ofClass(Integer.toString(id), gate.label());
  }

  private static void judge(
      Rule rule, SplitPart part, List<SplitReport> splits, List<Verdict> verdicts) {
    Gate gate = rule.gate();
    List<SplitReport> named = splits.stream().filter(split -> split.split() != null).toList();
    List<SplitReport> judged =
        named.stream()
            .filter(split -> gate.split() == null || gate.split().equals(split.split()))
            .toList();
    for (SplitReport split : judged) {
      judge(rule, part, split, verdicts);
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

  private static void judge(Rule rule, SplitPart part, SplitReport split, List<Verdict> verdicts) {
    Gate gate = rule.gate();
    if (gate.label() != null) {
      judgeClasses(rule, part, split, verdicts);
    } else if (gate.slice() != null) {
      judgeValues(rule, split, verdicts);
    } else {
      long rows = split.rows().evaluated();
      verdicts.add(rule.judge(split.split(), SplitPart.whole(), split.metrics(), rows));
    }
  }

  private static void judgeClasses(
      Rule rule, SplitPart part, SplitReport split, List<Verdict> verdicts) {
    String label = part.label();
    boolean each = label.equals("*");
    List<ClassMetrics> classes = split.details().classes();
    int before = verdicts.size();
    for (ClassMetrics metrics : classes) {
      String id = Integer.toString(metrics.label());
      if (each || id.equals(label)) {
        verdicts.add(
            rule.judge(
                split.split(),
                SplitPart.ofClass(id, metrics.name()),
                metrics.values(),
                metrics.count()));
      }
    }
    if (verdicts.size() == before) {
      List<String> known = classes.stream().map(ClassMetrics::text).toList();
      String reason =
          (each ? "no class; " : "no " + part.text() + "; ") + there("figures of classes", known);
      verdicts.add(rule.failed(split.split(), part, reason));
    }
  }

  private static void judgeValues(Rule rule, SplitReport split, List<Verdict> verdicts) {
    Gate gate = rule.gate();
    String slice = gate.slice();
    List<SliceReport> values = split.slices().of(slice);
    if (values.isEmpty()) {
      String reason = "no slice '" + slice + "'; " + there("slices", split.slices().names());
      verdicts.add(rule.failed(split.split(), SplitPart.values(slice), reason));
      return;
    }
    int before = verdicts.size();
    for (SliceReport value : values) {
      if (gate.value() == null || gate.value().equals(value.value())) {
        verdicts.add(judge(rule, split, value));
      }
    }
    SliceCut cut = split.slices().cutOf(slice);
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
