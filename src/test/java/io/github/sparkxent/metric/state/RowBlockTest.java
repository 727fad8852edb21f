// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.SoftmaxRow;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.Rows;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RowBlockTest {
  private final RowEvaluator rowByRow = new RowEvaluator(LossOptions.DEFAULT, 0, 0);

  /** A row now and then without a softmax, with equal logits, or with a masked class. */
  private static float[] logits(SplittableRandom random, int numClasses) {
    float[] logits = new float[numClasses];
    int kind = random.nextInt(20);
    for (int c = 0; c < numClasses; c++) {
      logits[c] = kind == 0 ? random.nextInt(3) : (float) random.nextDouble(-8, 8);
    }
    if (kind > 0 && kind < 4) {
      float[] uncommon = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
      logits[random.nextInt(numClasses)] = uncommon[kind - 1];
    }
    return logits;
  }

  private static void add(RowBlock block, SplitAccumulator split) {
    int count = block.evaluate();
    for (int i = 0; i < count; i++) {
      block.addTo(i, split, "row " + i);
    }
  }

  @Test
  void gives_a_split_what_row_by_row_it_would_get() {
    SplittableRandom random = new SplittableRandom(11);
    RowBlock block = new RowBlock();
    SplitAccumulator byBlocks = new SplitAccumulator(MetricOptions.DEFAULT);
    SplitAccumulator byRows = new SplitAccumulator(MetricOptions.DEFAULT);
    for (int i = 0; i < 20_000; i++) {
      int numClasses = random.nextInt(100) == 0 ? 7 : 10;
      float[] logits = logits(random, numClasses);
      int label = random.nextInt(numClasses);
      double weight = random.nextInt(9) == 0 ? random.nextDouble() : 1;
      if (!block.hasRoom(numClasses)) {
        add(block, byBlocks);
      }
      String id = "row " + block.size();
      for (int c = 0; c < numClasses; c++) {
        block.setLogit(c, logits[c]);
      }
      block.add(numClasses, label, weight);
      RowColumns row = Rows.withId(id, new RowColumns(1));
      rowByRow.evaluate(logits, label, weight, row, 0);
      byRows.add(row, 0, 1);
    }
    add(block, byBlocks);

    assertThat(block.size()).isZero();
    assertThat(byBlocks).isEqualTo(byRows);
    assertThat(byBlocks.summary("s", 10)).isEqualTo(byRows.summary("s", 10));
  }

  @Test
  void has_room_for_sixteen_rows_of_one_length() {
    RowBlock block = new RowBlock();
    for (int i = 0; i < RowBlock.SIZE; i++) {
      assertThat(block.hasRoom(3)).isTrue();
      assertThat(block.hasRoom(4)).isEqualTo(i == 0);
      block.add(3, 0, 1);
      assertThat(block.size()).isEqualTo(i + 1);
    }
    assertThat(block.hasRoom(3)).isFalse();
    assertThat(block.evaluate()).isEqualTo(RowBlock.SIZE);
    assertThat(block.hasRoom(4)).isTrue();
    assertThat(block.evaluate()).isZero();
  }

  /** In a thread of its own, which after so many rows has patience no longer. */
  private static void inThreadThatPrefersBlocks(Runnable test) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              SoftmaxRow row = new SoftmaxRow();
              boolean prefers = false;
              for (int i = 0; !prefers && i < 10_000_000; i++) {
                prefers = row.prefersBlock(32);
              }
              assumeThat(prefers).as("vectors").isTrue();
              test.run();
            },
            null);
    new Thread(task).start();
    try {
      task.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    }
  }

  @Test
  void only_plain_rows_of_few_classes_fit() {
    inThreadThatPrefersBlocks(
        () -> {
          RowEvaluator plain = new RowEvaluator(LossOptions.DEFAULT, 0, 0);
          assertThat(plain.fitsBlock(2, 1, 1)).isTrue();
          assertThat(plain.fitsBlock(32, 31, 0)).isTrue();
          assertThat(plain.fitsBlock(0, 0, 1)).isFalse();
          assertThat(plain.fitsBlock(1, 0, 1)).isFalse();
          assertThat(plain.fitsBlock(33, 0, 1)).isFalse();
          assertThat(plain.fitsBlock(10, 10, 1)).isFalse();
          assertThat(plain.fitsBlock(10, -1, 1)).isFalse();
          assertThat(plain.fitsBlock(10, 1L << 32, 1)).isFalse();
          assertThat(plain.fitsBlock(10, 0, -1)).isFalse();
          assertThat(plain.fitsBlock(10, 0, Double.NaN)).isFalse();
          assertThat(plain.fitsBlock(10, 0, Double.POSITIVE_INFINITY)).isFalse();
          assertThat(new RowEvaluator(LossOptions.DEFAULT, 9, 0).fitsBlock(10, 0, 1)).isFalse();
          assertThat(new RowEvaluator(LossOptions.DEFAULT, 10, 0).fitsBlock(10, 0, 1)).isTrue();
        });
  }

  @Test
  void rows_whose_loss_has_options_do_not_fit() {
    inThreadThatPrefersBlocks(
        () -> {
          LossOptions smoothed = LossOptions.of(0.1, null, OptionalLong.empty());
          LossOptions weighted = LossOptions.of(0, new double[] {1, 1}, OptionalLong.empty());
          LossOptions ignoring = LossOptions.of(0, null, OptionalLong.of(-1));
          assertThat(new RowEvaluator(smoothed, 0, 0).fitsBlock(2, 0, 1)).isFalse();
          assertThat(new RowEvaluator(weighted, 2, 0).fitsBlock(2, 0, 1)).isFalse();
          assertThat(new RowEvaluator(ignoring, 0, 0).fitsBlock(2, 0, 1)).isTrue();
          for (PredictionKind kind : PredictionKind.values()) {
            RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 0, kind, 0.1);
            assertThat(evaluator.fitsBlock(2, 0, 1)).isEqualTo(kind == PredictionKind.LOGITS);
          }
        });
  }
}
