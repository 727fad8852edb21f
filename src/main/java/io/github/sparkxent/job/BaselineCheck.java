// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.join.IdJoin;
import io.github.sparkxent.job.join.Joins;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.report.text.TerminalText;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decides, after the pass, whether the baseline is one of these predictions at all. */
final class BaselineCheck {
  private static final int EXAMPLES = 5;

  private final Joins joins;
  private final List<SplitSummary> splits;
  private final int numClasses;

  /**
   * Takes what was found of all splits.
   *
   * @param joins what stands beside the predictions
   * @param numClasses how many classes each row has
   */
  BaselineCheck(Joins joins, List<SplitSummary> splits, int numClasses) {
    this.joins = joins;
    this.splits = splits.stream().filter(split -> comparison(split) != null).toList();
    this.numClasses = numClasses;
  }

  private static ComparisonSummary comparison(SplitSummary split) {
    return split.metrics().part(ComparisonSummary.class);
  }

  /**
   * Ends the run if the two sides have other labels or numbers of classes, or no row in common.
   *
   * @param query for examples, asked only if evaluated rows have no baseline
   * @return warnings for the report
   */
  List<String> run(EvaluationQuery query) {
    requireSameLabels();
    joins.requireClasses(numClasses);
    List<String> warnings = new ArrayList<>();
    long missing = splits.stream().mapToLong(split -> count(split, RowStatus.NULL_LOGITS)).sum();
    if (missing > 0 && joins.hasLosses()) {
      warnings.addAll(
          joins.checkEvaluated(query.losses(numClasses), col(EvaluationInput.ID), missing));
    }
    requireSome();
    for (SplitSummary split : splits) {
      if (split.evaluated() > 0 && comparison(split).rows() == 0) {
        warnings.add(
            "no row of split %s is compared: the baseline's side of its %s evaluated rows is %s"
                .formatted(split.split(), split.evaluated(), reasons(List.of(split))));
      }
    }
    return warnings;
  }

  private void requireSameLabels() {
    long others = splits.stream().mapToLong(split -> comparison(split).otherLabels()).sum();
    if (others > 0) {
      String examples =
          splits.stream()
              .flatMap(split -> comparison(split).otherLabelIds().stream())
              .limit(EXAMPLES)
              .map(id -> TerminalText.printable(id, IdJoin.SHOWN_OF_ID))
              .collect(Collectors.joining(", "));
      throw EvaluationException.input(
          "baseline and predictions have other labels in %s rows%s, expected the same"
              .formatted(others, examples.isEmpty() ? "" : " (such as " + examples + ")"));
    }
  }

  private void requireSome() {
    long evaluated = splits.stream().mapToLong(SplitSummary::evaluated).sum();
    if (evaluated > 0 && splits.stream().allMatch(split -> comparison(split).rows() == 0)) {
      throw EvaluationException.input(
          "no row can be compared: the baseline's side of the %s evaluated rows is %s"
              .formatted(evaluated, reasons(splits)));
    }
  }

  private static long count(SplitSummary split, RowStatus reason) {
    return comparison(split).notCompared().getOrDefault(reason, 0L);
  }

  private static String reasons(List<SplitSummary> splits) {
    Map<RowStatus, Long> reasons = new TreeMap<>();
    for (SplitSummary split : splits) {
      comparison(split)
          .notCompared()
          .forEach((reason, rows) -> reasons.merge(reason, rows, Math::addExact));
    }
    return reasons.entrySet().stream()
        .map(entry -> entry.getKey().reason() + " in " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
