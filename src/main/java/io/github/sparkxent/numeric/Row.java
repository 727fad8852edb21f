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
 * The logits of the row at hand with what all its results are made of: the largest logit, its first
 * index, and in two words the sum S of exp(z_j - z_k) over the other classes and log(1 + S). One
 * object a thread, used again for each row, so that a row allocates nothing.
 */
final class Row {

  private static final ThreadLocal<Row> ROWS = ThreadLocal.withInitial(Row::new);
  private static final ExpSum KERNEL = new ScalarExpSum();

  /** 2^512 S and 2^512 log(1 + S). */
  final TwoWords sum = new TwoWords();

  final TwoWords log = new TwoWords();

  /** Working space of the loss of a distribution. */
  final CoefficientSum coefficients = new CoefficientSum();

  final TwoWords loss = new TwoWords();

  private final double[] single = new double[1];
  private double[] logits = new double[16];
  private double[] others = new double[16];
  private double[] labels = new double[16];
  private int classes;
  private int maxIndex;
  private double max;
  private boolean defined;
  private boolean negligible;

  private Row() {}

  static Row of(float[] values) {
    Row row = ROWS.get();
    row.reserve(values.length);
    for (int i = 0; i < values.length; i++) {
      row.logits[i] = values[i];
    }
    row.scan();
    return row;
  }

  static Row of(double[] values) {
    Row row = ROWS.get();
    row.reserve(values.length);
    System.arraycopy(values, 0, row.logits, 0, values.length);
    row.scan();
    return row;
  }

  static Row of(float[] values, float[] mass) {
    return of(values).withLabels(mass);
  }

  static Row of(float[] values, double[] mass) {
    return of(values).withLabels(mass);
  }

  static Row of(double[] values, float[] mass) {
    return of(values).withLabels(mass);
  }

  static Row of(double[] values, double[] mass) {
    return of(values).withLabels(mass);
  }

  private Row withLabels(float[] mass) {
    reserveLabels(mass.length);
    for (int i = 0; i < mass.length; i++) {
      labels[i] = mass[i];
    }
    return this;
  }

  private Row withLabels(double[] mass) {
    reserveLabels(mass.length);
    System.arraycopy(mass, 0, labels, 0, mass.length);
    return this;
  }

  /** Makes the labels those of a class id. */
  void setOneHot(int label) {
    reserveLabels(classes);
    Arrays.fill(labels, 0, classes, 0.0);
    labels[label] = 1.0;
  }

  private void reserveLabels(int length) {
    if (length > labels.length) {
      labels = new double[logits.length];
    }
  }

  private void reserve(int length) {
    classes = length;
    if (length > logits.length) {
      int size = Math.max(length, (int) Math.min(2L * logits.length, Integer.MAX_VALUE - 8));
      logits = new double[size];
      others = new double[size];
    }
  }

  private void scan() {
    double largest = Double.NEGATIVE_INFINITY;
    int index = 0;
    boolean ordered = true;
    for (int i = 0; i < classes; i++) {
      double logit = logits[i];
      ordered &= !Double.isNaN(logit);
      if (logit > largest) {
        largest = logit;
        index = i;
      }
    }
    max = largest;
    maxIndex = index;
    defined = ordered && !Double.isInfinite(largest);
  }

  /** Computes {@link #sum} and {@link #log}; the row must be defined. */
  void evaluate() {
    int count = 0;
    for (int i = 0; i < classes; i++) {
      others[count] = logits[i];
      count += logits[i] - max >= ExpTable.LEAST_DIFFERENCE && i != maxIndex ? 1 : 0;
    }
    negligible = count == 0;
    KERNEL.sum(others, count, max, sum);
    LogTable.log1p(sum, log);
  }

  /** The probability of a class of an evaluated row, or NaN if the two words do not decide it. */
  double quickProbability(int index) {
    double difference = logits[index] - max;
    if (difference < ExpTable.LEAST_DIFFERENCE) {
      return 0.0;
    }
    single[0] = logits[index];
    KERNEL.sum(single, 1, max, loss);
    double s = sum.high * ExpTable.INVERSE_SCALE;
    double total = 1.0 + s;
    double part = total - 1.0;
    double totalLow = ((1.0 - (total - part)) + (s - part)) + sum.low * ExpTable.INVERSE_SCALE;
    double quotient = loss.high / total;
    double rest = Math.fma(-quotient, totalLow, Math.fma(-quotient, total, loss.high) + loss.low);
    loss.set(quotient, rest / total);
    double probability = loss.high * ExpTable.INVERSE_SCALE;
    boolean decided =
        RoundingTest.decides(loss.high, loss.low, loss.high * RoundingTest.LOSS_ERROR);
    return decided && probability >= Double.MIN_NORMAL ? probability : Double.NaN;
  }

  /** False if a logit is NaN or +infinite, or all are -infinite: nothing can be said of the row. */
  boolean isDefined() {
    return defined;
  }

  /** Whether the sum of the other exponentials is 0 or too small to be computed. */
  boolean isNegligible() {
    return negligible;
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

  double label(int index) {
    return labels[index];
  }

  double[] copyOfLabels() {
    return Arrays.copyOf(labels, classes);
  }

  double[] copyOfLogits() {
    return Arrays.copyOf(logits, classes);
  }
}
