// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.SoftmaxCrossEntropy;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import java.util.Arrays;
import java.util.List;
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

/** What the job does with a row once Spark has read it, stage by stage; nanoseconds a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RowStagesBenchmark {
  private static final int ROWS = 4_000;

  @Param({"10"})
  int classes;

  private float[][] rows;
  private RowColumns evaluated;
  private RowEvaluator evaluator;
  private MetricOptions lossOnly;

  /** Makes rows of a model that is right three times of four. */
  @Setup
  public void makeRows() {
    SplittableRandom random = new SplittableRandom(7);
    rows = new float[ROWS][classes];
    evaluated = new RowColumns(ROWS);
    evaluated.floats = new float[ROWS * classes];
    Arrays.fill(evaluated.numClasses, classes);
    Arrays.fill(evaluated.weights, 1.0);
    evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 1e-3);
    lossOnly = new MetricOptions(List.of(), 0, 0, 0, 0);
    for (int i = 0; i < ROWS; i++) {
      for (int c = 0; c < classes; c++) {
        rows[i][c] = (float) (6.0 * random.nextDouble() - 3.0);
      }
      int label = random.nextInt(classes);
      if (random.nextInt(4) != 0) {
        rows[i][label] += 4.0f;
      }
      evaluated.classIds[i] = label;
      evaluated.starts[i] = i * classes;
      System.arraycopy(rows[i], 0, evaluated.floats, i * classes, classes);
    }
    evaluator.evaluate(evaluated, 0, ROWS);
  }

  /** The loss alone, without metrics: what the functions do. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double loss() {
    double last = 0.0;
    for (int i = 0; i < ROWS; i++) {
      last = Math.max(last, SoftmaxCrossEntropy.sparse(rows[i], evaluated.classIds[i]));
    }
    return last;
  }

  /** All that the metrics need of a row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double evaluation() {
    evaluated.clear(0, ROWS);
    evaluator.evaluate(evaluated, 0, ROWS);
    return evaluated.losses[ROWS - 1];
  }

  /** Adding evaluated rows to the metrics that are usually on. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public SplitAccumulator metrics() {
    return added(MetricOptions.DEFAULT);
  }

  /** Adding evaluated rows to the fewest metrics. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public SplitAccumulator fewestMetrics() {
    return added(lossOnly);
  }

  private SplitAccumulator added(MetricOptions options) {
    SplitAccumulator split = new SplitAccumulator(options);
    split.add(evaluated, 0, ROWS);
    return split;
  }
}
