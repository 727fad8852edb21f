// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.QualityConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.sequence.SequenceAccounting;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides whether invalid rows, or too few others, end the run, and says which they are. Filtered
 * rows are in no share. A row that is a sequence counts as invalid if it is, or if one of its
 * positions is, for the first reason.
 */
public final class InvalidRowsCheck {
  private final EvaluationConfig config;
  private final int numClasses;
  private final long read;
  private final long evaluated;
  private final long filtered;
  private final long invalid;
  private boolean areSequences;
  private final Map<RowStatus, Long> byReason = new EnumMap<>(RowStatus.class);

  /**
   * Adds up the invalid rows of all splits.
   *
   * @param config how many rows may be invalid
   * @param splits the figures of each split
   * @param numClasses how many classes each row must have
   */
  public InvalidRowsCheck(EvaluationConfig config, List<SplitSummary> splits, int numClasses) {
    this.config = config;
    this.numClasses = numClasses;
    long all = 0;
    long leftOut = 0;
    long notMeant = 0;
    for (SplitSummary split : splits) {
      SequenceAccounting sequences = split.metrics().part(SequenceAccounting.class);
      all = Math.addExact(all, sequences == null ? split.read() : sequences.read());
      leftOut += sequences == null ? split.ignored() : sequences.ignored();
      notMeant += sequences == null ? split.filtered() : sequences.filtered();
      areSequences |= sequences != null;
      (sequences == null ? split.invalid() : sequences.faulty())
          .forEach((reason, rows) -> byReason.merge(reason, rows, Math::addExact));
    }
    read = all;
    invalid = byReason.values().stream().mapToLong(Long::longValue).sum();
    filtered = notMeant;
    evaluated = read - leftOut - filtered - invalid;
  }

  int numClasses() {
    return numClasses;
  }

  /**
   * Returns how many rows were read.
   *
   * @return the rows of all splits; a sequence is one
   */
  public long read() {
    return read;
  }

  long evaluated() {
    return evaluated;
  }

  long filtered() {
    return filtered;
  }

  long invalid() {
    return invalid;
  }

  long count(RowStatus reason) {
    return byReason.getOrDefault(reason, 0L);
  }

  /**
   * Returns how many rows are invalid.
   *
   * @return their numbers, by reason
   */
  public Map<String, Long> byReason() {
    Map<String, Long> named = new LinkedHashMap<>();
    byReason.forEach((reason, rows) -> named.put(reason.reason(), rows));
    return named;
  }

  /**
   * Refuses the state of more splits than there may be.
   *
   * @param state the state of all rows
   * @param config the limit
   * @throws EvaluationException of kind input if there are more
   */
  public static void requireSplits(EvaluationState state, EvaluationConfig config) {
    if (state.hasTooManySplits()) {
      throw EvaluationException.input(
          "columns.split has more than quality.max_splits = %s values"
              .formatted(config.quality().maxSplits()));
    }
  }

  /**
   * Ends the run if it is about none of the rows, or more of these are invalid than the
   * configuration allows.
   *
   * @param examples asked for only if the run ends
   * @throws EvaluationException of kind input if it does
   */
  public void run(Supplier<InvalidExamples> examples) {
    if (read > 0 && filtered == read) {
      throw EvaluationException.input(
          "input.where keeps none of %s rows, expected some: \"%s\""
              .formatted(read, config.input().where()));
    }
    if (invalid == 0) {
      return;
    }
    QualityConfig quality = config.quality();
    if (quality.invalidRows() == QualityConfig.InvalidRows.FAIL) {
      throw EvaluationException.input(
          found(examples.get())
              + "; quality.invalid_rows is fail: skip would leave them out and count them,"
              + " quarantine also write them");
    }
    double fraction = (double) invalid / (read - filtered);
    if (fraction > quality.maxInvalidFraction()) {
      throw EvaluationException.input(
          "%s; that is a share of %s, quality.max_invalid_fraction is %s"
              .formatted(found(examples.get()), fraction, quality.maxInvalidFraction()));
    }
  }

  private String found(InvalidExamples examples) {
    List<String> reasons = new ArrayList<>();
    byReason.forEach(
        (reason, rows) -> {
          List<String> ids = examples.rows().getOrDefault(reason, List.of());
          reasons.add(
              reason.reason()
                  + " "
                  + rows
                  + (ids.isEmpty() ? "" : " (such as " + String.join(", ", ids) + ")")
                  + (reason == RowStatus.NUM_CLASSES_MISMATCH ? numClasses(examples) : ""));
        });
    return invalid
        + " of "
        + (read - filtered)
        + (areSequences
            ? " sequences are invalid, or have positions that are: "
            : " rows are invalid: ")
        + String.join("; ", reasons);
  }

  /** Says how many classes rows have, and how many they should have. */
  private String numClasses(InvalidExamples examples) {
    String found =
        examples.numClasses().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return ", rows of %s classes, not the %s of %s"
        .formatted(found.isEmpty() ? "another number of" : found, numClasses, source());
  }

  /**
   * Warns of left out rows with another number of classes.
   *
   * @return a message, or none
   */
  public List<String> warnings() {
    long mismatches = count(RowStatus.NUM_CLASSES_MISMATCH);
    if (mismatches == 0) {
      return List.of();
    }
    return List.of(
        "%s %s do not have %s classes, as %s%s"
            .formatted(
                mismatches,
                areSequences ? "sequences" : "rows",
                numClasses,
                source(),
                config.numClasses() > 0 ? " says" : " have"));
  }

  /** Says where the number of classes comes from: a key, or most rows if no key has it. */
  private String source() {
    if (config.hasTwoClasses()) {
      return "task: binary";
    }
    if (config.classes() != null) {
      return "classes";
    }
    if (config.loss().classWeights() != null) {
      return "loss.class_weights";
    }
    return config.quality().numClasses() == null ? "most rows" : "quality.num_classes";
  }
}
