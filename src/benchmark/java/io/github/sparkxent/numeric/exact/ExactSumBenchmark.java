// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.math.BigDecimal;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an exact sum costs for each term, against sums that are not exact or not fast. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExactSumBenchmark {
  private static final int LOSSES = 4096;

  private final double[] losses =
      new Random(1).doubles(LOSSES).map(u -> -StrictMath.log(u)).toArray();

  /** Adds doubles, each sum rounded. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public double roundedSum() {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  /** Adds doubles with Kahan's compensation. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public double kahanSum() {
    double sum = 0;
    double compensation = 0;
    for (double loss : losses) {
      double term = loss - compensation;
      double next = sum + term;
      compensation = (next - sum) - term;
      sum = next;
    }
    return sum;
  }

  /** Adds decimals, exactly. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public BigDecimal decimalSum() {
    BigDecimal sum = BigDecimal.ZERO;
    for (double loss : losses) {
      sum = sum.add(new BigDecimal(loss));
    }
    return sum;
  }

  /** Adds doubles exactly, and rounds once at the end. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public double exactSum() {
    ExactSum sum = new ExactSum();
    for (double loss : losses) {
      sum.add(loss);
    }
    return sum.value();
  }

  /** Adds squares exactly, and rounds once at the end. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public double exactSumOfSquares() {
    ExactSum sum = new ExactSum();
    for (double loss : losses) {
      sum.addProduct(loss, loss);
    }
    return sum.value();
  }
}
