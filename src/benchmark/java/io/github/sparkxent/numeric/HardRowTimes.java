// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * Prints how long rows take that are as hard as rows can be, and how many times as long that is as
 * an everyday row of the same size: processor time of one thread, the fastest of some rounds.
 */
final class HardRowTimes {

  private static final int[] SIZES = {10, 1000, 100_000};
  private static final int ROUNDS = 15;
  private static final long NANOSECONDS_OF_A_ROUND = 40_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What makes a row hard. */
  private enum Kind {
    EVERYDAY("an everyday row"),
    NEAR_TIE("a loss 2^-105 beside a tie"),
    LEAD("the largest logit leads by 5,000 and more"),
    SUBNORMAL("the largest logit leads by 624 to 800"),
    TIES("all gaps are half-way between doubles");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final double[] logits;
  private final double[] soft;
  private final int label;
  private final LossOptions weights;
  private final LossOptions smoothing = LossOptions.of(0.1, null, OptionalLong.empty());
  private double sum;

  private HardRowTimes(Kind kind, int classes) {
    NearTies.Example example = new NearTies(7).next(classes);
    logits = example.logits();
    label = example.label();
    double[] ones = new double[classes];
    Arrays.fill(ones, 1.0);
    weights =
        kind == Kind.NEAR_TIE ? example.options() : LossOptions.of(0.0, ones, OptionalLong.empty());
    switch (kind) {
      case LEAD -> Arrays.setAll(logits, c -> c == label ? 0.0 : -5000.25 - 0.37 * c);
      case SUBNORMAL -> Arrays.setAll(logits, c -> c == label ? 0.0 : -624.0 - c % 176);
      case TIES -> Arrays.setAll(logits, c -> c == label ? 0x1p53 : -1.0 - 2.0 * (c % 100));
      default -> {}
    }
    soft = new double[classes];
    soft[label] = 1.0;
  }

  /** Prints a line for each kind and size. */
  public static void main(String[] args) {
    System.out.println("| row | C | class id | smoothed | distribution | softmax | log_softmax |");
    for (int classes : SIZES) {
      new HardRowTimes(Kind.EVERYDAY, classes).times(); // the compiler needs its time
      double[] everyday = new HardRowTimes(Kind.EVERYDAY, classes).times();
      print(Kind.EVERYDAY, classes, everyday, everyday);
      for (Kind kind : Kind.values()) {
        if (kind != Kind.EVERYDAY) {
          print(kind, classes, new HardRowTimes(kind, classes).times(), everyday);
        }
      }
    }
  }

  private static void print(Kind kind, int classes, double[] times, double[] everyday) {
    StringBuilder line = new StringBuilder(String.format("| %s | %,d ", kind.words, classes));
    for (int i = 0; i < times.length; i++) {
      double microseconds = times[i] / 1000;
      line.append(
          kind == Kind.EVERYDAY
              ? String.format("| %,.2f us ", microseconds)
              : String.format("| %.1f ", times[i] / everyday[i]));
    }
    System.out.println(line.append('|'));
  }

  private double[] times() {
    return new double[] {
      time(() -> SoftmaxCrossEntropy.sparse(logits, label, weights)),
      time(() -> SoftmaxCrossEntropy.sparse(logits, label, smoothing)),
      time(() -> SoftmaxCrossEntropy.dense(logits, soft, weights)),
      time(() -> Softmax.softmax(logits)[label]),
      time(() -> Softmax.logSoftmax(logits)[label])
    };
  }

  /** Nanoseconds a call: the fastest of some rounds, after the number of calls of one is found. */
  private double time(DoubleSupplier figure) {
    long calls = 1;
    while (nanoseconds(figure, calls) < NANOSECONDS_OF_A_ROUND) {
      calls *= 2;
    }
    double fastest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      fastest = Math.min(fastest, (double) nanoseconds(figure, calls) / calls);
    }
    return fastest;
  }

  private long nanoseconds(DoubleSupplier figure, long calls) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (long i = 0; i < calls; i++) {
      sum += figure.getAsDouble();
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
