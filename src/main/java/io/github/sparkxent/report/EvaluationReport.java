// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.github.sparkxent.metric.ClassSummary;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of one evaluation: what ran, what came out per split, and how the gates judged it.
 *
 * <p>This is the one model of a result; {@code metrics.json} and the other formats are views of it.
 * Only {@code run} may differ between two runs over the same data. Immutable.
 *
 * @param run what ran, on what, and when
 * @param classNames the names of the classes by class id, as far as the splits have figures of
 *     them; empty if they have none
 * @param splits one entry a split, in any order; they are sorted by name, with the entry of the
 *     rows without a split (name null) last. No name is there twice
 * @param gates the verdicts, in the order of the gates; empty without gates
 */
public record EvaluationReport(
    RunInfo run, Map<Integer, String> classNames, List<SplitReport> splits, List<Verdict> gates) {
  /** The version of the model and of {@code metrics.json}; additions do not change it. */
  public static final int SCHEMA_VERSION = 1;

  /** Sorts the splits and refuses a name that is there twice. */
  public EvaluationReport {
    Objects.requireNonNull(run, "run");
    splits =
        splits.stream().sorted(comparing(SplitReport::split, nullsLast(naturalOrder()))).toList();
    gates = List.copyOf(gates);
    Set<String> names = new HashSet<>();
    for (SplitReport split : splits) {
      if (!names.add(split.split())) {
        throw new IllegalArgumentException("split '" + split.split() + "' is reported twice");
      }
    }
    classNames = inUse(classNames, splits);
  }

  /**
   * Makes the report of classes without names.
   *
   * @param run what ran
   * @param splits one entry a split
   * @param gates the verdicts
   */
  public EvaluationReport(RunInfo run, List<SplitReport> splits, List<Verdict> gates) {
    this(run, Map.of(), splits, gates);
  }

  private static Map<Integer, String> inUse(Map<Integer, String> names, List<SplitReport> splits) {
    SortedMap<Integer, String> inUse = new TreeMap<>(names);
    List<SplitDetails> details = splits.stream().map(SplitReport::details).toList();
    if (details.stream().allMatch(split -> split.confusionMatrix() == null)) {
      inUse
          .keySet()
          .retainAll(
              details.stream()
                  .flatMap(split -> split.classes().stream())
                  .map(ClassSummary::label)
                  .collect(Collectors.toSet()));
    }
    return Collections.unmodifiableSortedMap(inUse);
  }

  /**
   * Tells whether the run may be acted on.
   *
   * @return true if no gate failed, also if there is no gate
   */
  public boolean passed() {
    return gates.stream().allMatch(Verdict::passed);
  }
}
