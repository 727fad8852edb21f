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
package io.github.sparkxent.numeric;

import java.util.Arrays;

/**
 * The row at hand, and what all its results are made of: the largest logit z_k, its first index k,
 * and in two words the sum S of exp(z_j - z_k) over the other classes and log(1 + S). One object a
 * thread, used again for each row, so that a row allocates nothing.
 */
final class Row {

  private static final ThreadLocal<Row> ROWS =
      ThreadLocal.withInitial(() -> new Row(new KernelChoice()));

  /** Up to how many classes the largest is found without branches. */
  private static final int FEW_CLASSES = 64;

  /** 2^512 S. */
  final TwoWords sum = new TwoWords();

  /** 2^512 log(1 + S). */
  final TwoWords log = new TwoWords();

  /** Working space of what is computed from them. */
  final TwoWords work = new TwoWords();

  private final double[] squares = new double[ExpSum.LANES];
  private final double[] unused = new double[ExpSum.LANES];
  private final KernelChoice kernels;
  private double[] logits = new double[FEW_CLASSES + ExpSum.PADDING];
  private double[] kept = new double[FEW_CLASSES + ExpSum.PADDING];
  private double[] labels = new double[FEW_CLASSES];
  private boolean evaluated;
  private int classes;
  private int maxIndex;
  private double max;
  private double min;
  private double relativeError;

  Row(KernelChoice kernels) {
    this.kernels = kernels;
  }

  /** This thread's row with these logits; the row before is gone. */
  static Row of(float[] values) {
    return ROWS.get().load(values);
  }

  /** This thread's row with these logits; the row before is gone. */
  static Row of(double[] values) {
    return ROWS.get().load(values);
  }

  Row load(float[] values) {
    reserve(values.length);
    if (classes <= FEW_CLASSES) {
      scanFew(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        logits[i] = values[i];
      }
      scanMany();
    }
    return this;
  }

  Row load(double[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, logits, 0, values.length);
    if (classes <= FEW_CLASSES) {
      scanFew();
    } else {
      scanMany();
    }
    return this;
  }

  private void reserve(int length) {
    classes = length;
    evaluated = false;
    if (length > logits.length - ExpSum.PADDING) {
      logits = new double[length + (length >> 1) + ExpSum.PADDING];
    }
  }

  /**
   * A rank orders doubles as their values do, with NaN outside of the infinities; it lets the
   * search for the largest do without branches, which for rows of ten classes would be half
   * mispredicted.
   */
  private static long rank(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double valueOfRank(long rank) {
    return Double.longBitsToDouble(rank ^ ((rank >> 63) & Long.MAX_VALUE));
  }

  private void scanFew(float[] values) {
    double[] target = logits;
    long best = Long.MIN_VALUE;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < values.length; i++) {
      float value = values[i] + 0.0f; // makes -0.0 the equal of 0.0
      target[i] = value;
      int bits = Float.floatToRawIntBits(value);
      int rank = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      best = Math.max(best, ((long) rank << 32) | (~i & 0xffffffffL));
      least = Math.min(least, rank);
    }
    maxIndex = ~(int) best;
    max = target[maxIndex];
    min = Float.intBitsToFloat(least ^ ((least >> 31) & Integer.MAX_VALUE));
  }

  private void scanFew() {
    long best = Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    int index = 0;
    for (int i = 0; i < classes; i++) {
      long rank = rank(logits[i] + 0.0);
      if (rank > best) {
        best = rank;
        index = i;
      }
      least = Math.min(least, rank);
    }
    maxIndex = index;
    max = valueOfRank(best);
    min = valueOfRank(least);
  }

  private void scanMany() {
    double largest = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    int index = 0;
    for (int i = 0; i < classes; i++) {
      double logit = logits[i];
      if (!(logit <= largest && logit >= least)) {
        if (Double.isNaN(logit)) {
          largest = logit;
          break;
        }
        index = logit > largest ? i : index;
        largest = Math.max(largest, logit);
        least = Math.min(least, logit);
      }
    }
    maxIndex = index;
    max = largest;
    min = least;
  }

  /** False if a logit is NaN or +infinite, or all are -infinite: nothing can be said of the row. */
  boolean isDefined() {
    return Math.abs(max) <= Double.MAX_VALUE && min <= max;
  }

  /** Computes {@link #sum} and {@link #log}, once a row; the row must be defined. */
  void evaluate() {
    if (evaluated) {
      return;
    }
    evaluated = true;
    int count = classes - 1;
    double size = classes;
    relativeError = Math.fma(size * size, RoundingTest.ERROR_OF_LENGTH, RoundingTest.ERROR);
    if (min - max >= ExpTable.LEAST_DIFFERENCE) {
      double last = logits[count];
      logits[maxIndex] = last;
      kernels.forCount(count).sum(logits, count, max, sum, squares);
      logits[count] = last;
      logits[maxIndex] = max;
    } else {
      count = keepOthers();
      kernels.forCount(count).sum(kept, count, max, sum, squares);
    }
    TwoWordLog.log1p(sum, log);
  }

  /** The sum over j != k of exp(z_j - z_k)^2, from first words and in a fixed order. */
  double sumOfSquares() {
    double[] s = squares;
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
  }

  /** 2^512 exp(z_i - z_k), which is no longer valid when the next is asked for. */
  TwoWords exp(int index) {
    if (logits[index] == max) {
      work.high = ExpTable.SCALE;
      work.low = 0.0;
      return work;
    }
    kept[0] = logits[index];
    KernelChoice.scalar().sum(kept, 1, max, work, unused);
    return work;
  }

  /** exp(z_i - z_k) rounded, 0 where it is below 2^-1000 or so. */
  double nearExp(int index) {
    return logits[index] - max < ExpTable.LEAST_DIFFERENCE
        ? 0.0
        : exp(index).high * ExpTable.INVERSE_SCALE;
  }

  /** Puts the logits that matter, but the largest, in {@link #kept}; returns their number. */
  private int keepOthers() {
    if (kept.length < logits.length) {
      kept = new double[logits.length];
    }
    int count = 0;
    for (int i = 0; i < classes; i++) {
      if (logits[i] - max >= ExpTable.LEAST_DIFFERENCE && i != maxIndex) {
        kept[count++] = logits[i];
      }
    }
    return count;
  }

  /** How many logits are larger than one, or equal to it and before it. */
  int rank(int index) {
    double[] others = logits;
    double logit = others[index];
    int rank = 0;
    for (int i = 0; i < index; i++) {
      rank += others[i] >= logit ? 1 : 0;
    }
    for (int i = index + 1; i < classes; i++) {
      rank += others[i] > logit ? 1 : 0;
    }
    return rank;
  }

  /**
   * How far, relative to itself, a sum of positive multiples of logits and log(1 + S) may be off.
   */
  double relativeError() {
    return relativeError;
  }

  int classes() {
    return classes;
  }

  /** The first index of the largest logit. */
  int maxIndex() {
    return maxIndex;
  }

  double max() {
    return max;
  }

  double logit(int index) {
    return logits[index];
  }

  /** The logits; those after {@link #classes()} have no meaning. Not to be modified. */
  double[] logits() {
    return logits;
  }

  /** The labels; those after {@link #classes()} have no meaning. Not to be modified. */
  double[] labels() {
    return labels;
  }

  Row withLabels(float[] mass) {
    reserveLabels();
    for (int i = 0; i < mass.length; i++) {
      labels[i] = mass[i];
    }
    return this;
  }

  Row withLabels(double[] mass) {
    reserveLabels();
    System.arraycopy(mass, 0, labels, 0, mass.length);
    return this;
  }

  /** Makes the labels those of a class id. */
  Row withLabel(int label) {
    reserveLabels();
    Arrays.fill(labels, 0, classes, 0.0);
    labels[label] = 1.0;
    return this;
  }

  private void reserveLabels() {
    if (classes > labels.length) {
      labels = new double[logits.length];
    }
  }
}
