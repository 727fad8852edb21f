// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * The rows of one split that have the same number of classes: their metrics, and those found
 * invalid after the number of classes was known.
 *
 * <p>Kept apart by number of classes, since which number is the right one is known only when all
 * rows were read.
 */
final class ClassCountAccumulator {
  private final StatusCounts counts;
  private final EvaluatedRows evaluated;

  ClassCountAccumulator(MetricOptions options, int numClasses) {
    this(new StatusCounts(), new EvaluatedRows(options, numClasses));
  }

  private ClassCountAccumulator(StatusCounts counts, EvaluatedRows evaluated) {
    this.counts = counts;
    this.evaluated = evaluated;
  }

  /** Adds rows that are all evaluated. */
  void addEvaluated(RowColumns rows, int from, int to) {
    counts.add(RowStatus.EVALUATED, to - from);
    evaluated.add(rows, from, to);
  }

  void addOther(RowStatus status) {
    counts.add(status, 1);
  }

  void merge(ClassCountAccumulator other) {
    counts.merge(other.counts);
    evaluated.merge(other.evaluated);
  }

  long rowCount() {
    return counts.total();
  }

  StatusCounts counts() {
    return counts;
  }

  EvaluatedRows evaluated() {
    return evaluated;
  }

  void writeTo(DataOutput out) throws IOException {
    counts.writeTo(out);
    evaluated.writeTo(out);
  }

  static ClassCountAccumulator readFrom(DataInput in, MetricOptions options, int numClasses)
      throws IOException {
    return new ClassCountAccumulator(
        StatusCounts.readFrom(in), EvaluatedRows.readFrom(in, options, numClasses));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCountAccumulator that
        && counts.equals(that.counts)
        && evaluated.equals(that.evaluated);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts, evaluated);
  }
}
