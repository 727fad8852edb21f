// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;

/**
 * The current row, and the basis of all its results: the largest logit z_k, its first index k, and,
 * in two words, the sum S of exp(z_j - z_k) over the other classes and log(1 + S). Each thread uses
 * one object for all its rows, so a row allocates nothing.
 */
public final class Logits {

  private static final ThreadLocal<Logits> ROWS =
      ThreadLocal.withInitial(() -> new Logits(new KernelChoice()));

  /** How precisely the sum of exponentials and its logarithm are known. */
  private enum Precision {
    QUICK,
    FULL
  }

  /** The most classes for which the largest is found without branches. */
  private static final int FEW_CLASSES = 64;

  /** 2^512 S. */
  public final TwoWords sum = new TwoWords();

  /** 2^512 log(1 + S). */
  public final TwoWords log = new TwoWords();

  /** Working space for the results. */
  public final TwoWords work = new TwoWords();

  private final KernelChoice kernels;
  private double[] logits = new double[FEW_CLASSES + Kernel.PADDING];
  private final double[] single = new double[1];
  private double[] kept = new double[FEW_CLASSES + Kernel.PADDING];
  private double[] labels = new double[FEW_CLASSES];
  private Precision precision;
  private double squares;
  private double largestOther;
  private int classes;
  private int maxIndex;
  private double max;
  private double min;
  private double relativeError;

  /** The class that {@link #nearExp} was last asked for; -1 for none of this row. */
  private int nearExpIndex;

  private double nearExp;

  Logits(KernelChoice kernels) {
    this.kernels = kernels;
  }

  /** This thread's row, with any logits. */
  public static Logits ofThread() {
    return ROWS.get();
  }

  /** Tells whether this thread's next row, of that many classes, should be evaluated in a block. */
  public boolean prefersBlock(int numClasses) {
    return numClasses > 1 && numClasses <= BlockKernel.MAX_CLASSES && kernels.blocksNow(numClasses);
  }

  /** This thread's row with these logits; the row before is gone. */
  public static Logits of(float[] values) {
    return ofThread().load(values);
  }

  /** This thread's row with these logits; the row before is gone. */
  public static Logits of(double[] values) {
    return ofThread().load(values);
  }

  public Logits load(float[] values) {
    return load(values, 0, values.length);
  }

  /** Takes some of the elements of an array. */
  public Logits load(float[] values, int from, int count) {
    reserve(count);
    if (classes <= FEW_CLASSES) {
      scanFew(values, from);
      return this;
    }
    Kernel kernel = kernels.now();
    long ranks = kernel.load(values, from, count, logits);
    max = Kernel.valueOfRank((int) (ranks >> 32));
    min = Kernel.valueOfRank((int) ranks);
    maxIndex = isDefined() ? kernel.indexOf((float) max, values, from, count) : 0;
    return this;
  }

  public Logits load(double[] values) {
    return load(values, 0, values.length);
  }

  /** Takes some of the elements of an array. */
  public Logits load(double[] values, int from, int count) {
    reserve(count);
    System.arraycopy(values, from, logits, 0, count);
    if (classes <= FEW_CLASSES) {
      scanFew();
    } else {
      scanMany();
    }
    return this;
  }

  private void reserve(int length) {
    classes = length;
    precision = null;
    nearExpIndex = -1;
    if (length > logits.length - Kernel.PADDING) {
      logits = new double[length + (length >> 1) + Kernel.PADDING];
    }
  }

  /**
   * A rank orders doubles as their values do, with NaN outside of the infinities; so the search for
   * the largest needs no branches, half of which would be mispredicted for rows of ten classes.
   */
  private static long rank(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double valueOfRank(long rank) {
    return Double.longBitsToDouble(rank ^ ((rank >> 63) & Long.MAX_VALUE));
  }

  private void scanFew(float[] values, int from) {
    double[] target = logits;
    long best = Long.MIN_VALUE;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < classes; i++) {
      float value = values[from + i] + 0.0f; // makes -0.0 the equal of 0.0
      target[i] = value;
      int rank = Kernel.rank(value);
      best = Math.max(best, Kernel.ranks(rank, ~i)); // of equal ones the first
      least = Math.min(least, rank);
    }
    maxIndex = ~(int) best;
    max = target[maxIndex];
    min = Kernel.valueOfRank(least);
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

  /** False if a logit is NaN or +infinite, or all are -infinite: then the row has no results. */
  public boolean isDefined() {
    return Math.abs(max) <= Double.MAX_VALUE && min <= max;
  }

  /**
   * Computes {@link #sum} and {@link #log}, once a row; the row must be defined. At first they are
   * quick, and after {@link #refine} more precise.
   */
  public void evaluate() {
    if (precision != null) {
      return;
    }
    precision = Precision.QUICK;
    relativeError = Rounding.QUICK_ERROR;
    int count = classes - 1;
    if (min - max >= Kernel.LEAST_DIFFERENCE) {
      double last = logits[count];
      logits[maxIndex] = last;
      sum(logits, count);
      logits[count] = last;
      logits[maxIndex] = max;
    } else {
      count = keepOthers(max, Kernel.LEAST_DIFFERENCE);
      sum(kept, count);
    }
    double s = work.high - 1.0;
    if (s >= (count + 1) * Rounding.QUICK_LEAST_TERM) {
      sum.set(s * ExpTable.SCALE, work.low * ExpTable.SCALE);
      TwoWordLog.log1p(sum, log);
    } else {
      refine();
    }
  }

  private void sum(double[] others, int count) {
    Kernel kernel = kernels.forCount(count);
    squares = kernel.sum(others, count, max, work);
    largestOther = kernel.largest();
  }

  /**
   * Makes {@link #sum} and {@link #log} of an evaluated row as precise as two words can be.
   *
   * @return false if they already were
   */
  public boolean refine() {
    if (precision == Precision.FULL) {
      return false;
    }
    precision = Precision.FULL;
    double size = classes;
    relativeError = Math.fma(size * size, Rounding.ERROR_OF_LENGTH, Rounding.ERROR);
    int count = keepOthers(max, ExpTable.LEAST_DIFFERENCE);
    ExpSum.sum(kept, count, max, sum);
    TwoWordLog.log1p(sum, log);
    return true;
  }

  /** The sum over j != k of exp(z_j - z_k)^2, from rounded exponentials and in a fixed order. */
  public double sumOfSquares() {
    return squares;
  }

  /** The largest exp(z_j - z_k) over j != k, each rounded; 0 of none. */
  public double largestOther() {
    return largestOther;
  }

  /** 2^512 exp(z_i - z_k), valid until the next one is computed. */
  public TwoWords exp(int index) {
    if (logits[index] == max) {
      work.high = ExpTable.SCALE;
      work.low = 0.0;
      return work;
    }
    single[0] = logits[index];
    ExpSum.sum(single, 1, max, work);
    return work;
  }

  /** exp(z_i - z_k) rounded, 0 if it is below about 2^-1000. */
  public double nearExp(int index) {
    if (index != nearExpIndex) {
      nearExpIndex = index;
      nearExp =
          logits[index] - max < ExpTable.LEAST_DIFFERENCE
              ? 0.0
              : exp(index).high * ExpTable.INVERSE_SCALE;
    }
    return nearExp;
  }

  /**
   * Puts all logits but the largest that are not too far below another one in {@link #kept};
   * returns their number.
   */
  private int keepOthers(double reference, double least) {
    if (kept.length < logits.length) {
      kept = new double[logits.length];
    }
    int count = 0;
    for (int i = 0; i < classes; i++) {
      if (logits[i] - reference >= least && i != maxIndex) {
        kept[count++] = logits[i];
      }
    }
    return count;
  }

  /** The second largest logit, which may equal the largest; -infinite if all others are masked. */
  public double secondLargest() {
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      if (logits[i] > second && i != maxIndex) {
        second = logits[i];
      }
    }
    return second;
  }

  /** How many logits are larger than one, or equal to it and before it. */
  public int rank(int index) {
    double logit = logits[index];
    double above = Math.nextUp(logit);
    if (classes <= FEW_CLASSES) {
      return Kernel.countEachFrom(logits, 0, index, logit)
          + Kernel.countEachFrom(logits, index + 1, classes, above);
    }
    Kernel kernel = kernels.now();
    return kernel.countFrom(logits, 0, index, logit)
        + kernel.countFrom(logits, index + 1, classes, above);
  }

  /** The relative error bound of a sum of positive multiples of logits and log(1 + S). */
  public double relativeError() {
    return relativeError;
  }

  public int classes() {
    return classes;
  }

  /** The first index of the largest logit. */
  public int maxIndex() {
    return maxIndex;
  }

  public double max() {
    return max;
  }

  public double logit(int index) {
    return logits[index];
  }

  /** The labels; those after {@link #classes()} have no meaning. Not to be modified. */
  public double[] labels() {
    return labels;
  }

  public Logits withLabels(float[] mass) {
    reserveLabels();
    for (int i = 0; i < mass.length; i++) {
      labels[i] = mass[i];
    }
    return this;
  }

  public Logits withLabels(double[] mass) {
    reserveLabels();
    System.arraycopy(mass, 0, labels, 0, mass.length);
    return this;
  }

  /** Makes the labels those of a class id. */
  public Logits withLabel(int label) {
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
