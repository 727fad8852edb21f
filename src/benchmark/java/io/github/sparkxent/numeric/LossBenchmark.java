// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for each logit of a float row: the loss with the scalar and with the vector kernel
 * beside the usual loops, which are stable but neither exact nor (Math.exp) the same everywhere.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LossBenchmark {

  /** So many logits make an invocation, whatever the number of classes. */
  private static final int LOGITS = 400_000;

  @Param({"2", "10", "100", "1000", "50000"})
  int classes;

  @Param({"flat", "confident"})
  String rowsLike;

  private float[][] rows;
  private int[] labels;

  /** Makes rows with logits in [-8, 8), the label's 10 above the others if they are confident. */
  @Setup
  public void makeRows() {
    SplittableRandom random = new SplittableRandom(7);
    rows = new float[LOGITS / classes][classes];
    labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < classes; c++) {
        rows[i][c] = (float) (16.0 * random.nextDouble() - 8.0);
      }
      labels[i] = random.nextInt(classes);
      if (rowsLike.equals("confident")) {
        rows[i][labels[i]] = 18.0f;
      }
    }
  }

  /** The loss with the scalar kernel. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dsparkxent.kernel=scalar")
  @OperationsPerInvocation(LOGITS)
  public double scalarKernel() {
    return sum();
  }

  /** The loss with the vector kernel, for as many classes as it is used for. */
  @Benchmark
  @Fork(jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dsparkxent.kernel=vector"})
  @OperationsPerInvocation(LOGITS)
  public double vectorKernel() {
    return sum();
  }

  private double sum() {
    double sum = 0.0;
    for (int i = 0; i < rows.length; i++) {
      sum += SoftmaxCrossEntropy.sparse(rows[i], labels[i]);
    }
    return sum;
  }

  /** What one would write: the largest, a loop of Math.exp, a logarithm. */
  @Benchmark
  @OperationsPerInvocation(LOGITS)
  public double mathExpLoop() {
    double sum = 0.0;
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      double max = max(row);
      double exponentials = 0.0;
      for (float logit : row) {
        exponentials += Math.exp(logit - max);
      }
      sum += max - row[labels[i]] + Math.log(exponentials);
    }
    return sum;
  }

  /** The same with StrictMath, which has the same bits everywhere. */
  @Benchmark
  @OperationsPerInvocation(LOGITS)
  public double strictMathLoop() {
    double sum = 0.0;
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      double max = max(row);
      double exponentials = 0.0;
      for (float logit : row) {
        exponentials += StrictMath.exp(logit - max);
      }
      sum += max - row[labels[i]] + StrictMath.log(exponentials);
    }
    return sum;
  }

  private static double max(float[] row) {
    float max = row[0];
    for (float logit : row) {
      max = Math.max(max, logit);
    }
    return max;
  }
}
