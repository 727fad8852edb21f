/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * The rows of one split that have the same number of classes: their metrics, and those found counts
 * after the number of classes was known.
 *
 * <p>Kept apart by number of classes, since which number is the right one is known only when all
 * rows were read.
 */
final class ClassCountAccumulator {
  private final StatusCounts counts = new StatusCounts();
  private final LossAccumulator loss = new LossAccumulator();
  private final AccuracyAccumulator accuracy = new AccuracyAccumulator();

  void add(RowEvaluation row) {
    counts.add(row.status(), 1);
    if (row.status() == RowStatus.EVALUATED) {
      loss.add(row.loss(), row.weight(), row.lossWeight());
      accuracy.add(row.correct(), row.weight());
    }
  }

  void merge(ClassCountAccumulator other) {
    counts.merge(other.counts);
    loss.merge(other.loss);
    accuracy.merge(other.accuracy);
  }

  long rowCount() {
    return counts.total();
  }

  StatusCounts counts() {
    return counts;
  }

  LossAccumulator loss() {
    return loss;
  }

  AccuracyAccumulator accuracy() {
    return accuracy;
  }

  void writeTo(DataOutput out) throws IOException {
    counts.writeTo(out);
    loss.writeTo(out);
    accuracy.writeTo(out);
  }

  static ClassCountAccumulator readFrom(DataInput in) throws IOException {
    ClassCountAccumulator read = new ClassCountAccumulator();
    read.counts.merge(StatusCounts.readFrom(in));
    read.loss.merge(LossAccumulator.readFrom(in));
    read.accuracy.merge(AccuracyAccumulator.readFrom(in));
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCountAccumulator that
        && counts.equals(that.counts)
        && loss.equals(that.loss)
        && accuracy.equals(that.accuracy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts, loss, accuracy);
  }
}
