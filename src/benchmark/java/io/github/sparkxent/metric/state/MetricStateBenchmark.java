// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.LabelWeight;
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

/** What the metric states cost for each row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MetricStateBenchmark {
  private static final int LOSSES = 4096;

  private final double[] losses =
      new Random(1).doubles(LOSSES).map(u -> -StrictMath.log(u)).toArray();

  /** Adds rows of weight 1 to all statistics of the loss. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public Object lossStatistics() {
    LossAccumulator state = new LossAccumulator();
    for (double loss : losses) {
      state.add(loss, 1, LabelWeight.ONE);
    }
    return state;
  }

  /** Adds rows of other weights to all statistics of the loss. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public Object weightedLossStatistics() {
    LabelWeight weight = LabelWeight.of(0.9);
    LossAccumulator state = new LossAccumulator();
    for (double loss : losses) {
      state.add(loss, 0.7, weight);
    }
    return state;
  }

  /** Adds losses to the quantile sketch. */
  @Benchmark
  @OperationsPerInvocation(LOSSES)
  public Object quantiles() {
    QuantileSketch sketch = new QuantileSketch();
    for (double loss : losses) {
      sketch.add(loss);
    }
    return sketch;
  }
}
