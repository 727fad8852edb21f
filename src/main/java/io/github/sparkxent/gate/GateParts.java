// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.report.ClassComparison;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the splits and their parts that a gate is set for; what is missing is a part too. */
final class GateParts {
  private final Gate gate;
  private final Map<Integer, String> classNames;
  private final List<JudgedPart> parts = new ArrayList<>();

  private GateParts(Gate gate, Map<Integer, String> classNames) {
    this.gate = gate;
    this.classNames = classNames;
  }

  static List<JudgedPart> of(Gate gate, List<SplitReport> splits, Map<Integer, String> classNames) {
    GateParts parts = new GateParts(gate, classNames);
    parts.addSplits(splits);
    return parts.parts;
  }

  private void addSplits(List<SplitReport> splits) {
    List<SplitReport> named = splits.stream().filter(split -> split.split() != null).toList();
    for (SplitReport split : named) {
      if (gate.split() == null || gate.split().equals(split.split())) {
        if (gate.label() != null) {
          addClasses(split);
        } else if (gate.slice() != null) {
          addValues(split);
        } else {
          parts.add(JudgedPart.of(split));
        }
      }
    }
    if (parts.isEmpty()) {
      String missing = gate.split() == null ? "no split" : "no split '" + gate.split() + "'";
      List<String> names = named.stream().map(SplitReport::split).sorted().toList();
      String reason = missing + "; " + Gates.there("splits", names);
      parts.add(JudgedPart.missing(gate.split(), SplitPart.whole(), reason));
    }
  }

  /** Returns the class that the gate is set for by its id or its name. */
  private SplitPart classPart() {
    return classNames.entrySet().stream()
        .filter(name -> !gate.isClassId() && name.getValue().equals(gate.label()))
        .findFirst()
        .map(name -> SplitPart.ofClass(name.getKey().toString(), name.getValue()))
        .orElseGet(() -> SplitPart.ofClass(gate.label()));
  }

  private void addClasses(SplitReport split) {
    SplitPart part = classPart();
    boolean each = part.label().equals("*");
    List<Integer> known = new ArrayList<>();
    int before = parts.size();
    if (gate.compare() == null) {
      for (ClassSummary one : split.details().classes()) {
        known.add(one.label());
        if (each || Integer.toString(one.label()).equals(part.label())) {
          parts.add(JudgedPart.of(split, one, classNames.get(one.label())));
        }
      }
    } else {
      for (ClassComparison one : comparedClasses(split)) {
        known.add(one.label());
        if (each || Integer.toString(one.label()).equals(part.label())) {
          parts.add(JudgedPart.of(split, one, classNames.get(one.label())));
        }
      }
    }
    if (parts.size() == before) {
      List<String> names = known.stream().map(label -> ClassText.of(label, classNames)).toList();
      String reason =
          (each ? "no class; " : "no " + part.text() + "; ")
              + Gates.there("figures of classes", names);
      parts.add(JudgedPart.missing(split.split(), part, reason));
    }
  }

  private static List<ClassComparison> comparedClasses(SplitReport split) {
    ComparisonReport comparison = split.comparison();
    return comparison == null || comparison.details() == null
        ? List.of()
        : comparison.details().classes();
  }

  private void addValues(SplitReport split) {
    String slice = gate.slice();
    List<SliceReport> values = split.valuesOf(slice);
    if (values.isEmpty()) {
      String reason = "no slice '" + slice + "'; " + Gates.there("slices", split.sliceNames());
      parts.add(JudgedPart.missing(split.split(), SplitPart.values(slice), reason));
      return;
    }
    int before = parts.size();
    for (SliceReport value : values) {
      if (gate.value() == null || gate.value().equals(value.value())) {
        parts.add(JudgedPart.of(split, value));
      }
    }
    SliceCut cut = split.cutOf(slice);
    if (parts.size() == before) {
      List<String> names = values.stream().map(v -> SplitPart.valueText(v.value())).toList();
      String reason =
          "no value '"
              + Gates.shown(gate.value())
              + "' of slice "
              + slice
              + "; "
              + Gates.there(cut == null ? "values" : "the values reported", names);
      parts.add(JudgedPart.missing(split.split(), SplitPart.value(slice, gate.value()), reason));
    } else if (gate.value() == null && cut != null) {
      String reason =
          cut.rows().read()
              + " rows have values beyond the first "
              + cut.values()
              + " (metrics.max_slice_values), which are not judged";
      parts.add(JudgedPart.unknown(split.split(), SplitPart.values(slice), reason));
    }
  }
}
