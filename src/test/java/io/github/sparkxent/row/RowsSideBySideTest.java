// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.LossOptions;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows evaluated side by side have what each has on its own, and no row changes another. */
class RowsSideBySideTest {
  private static final LossOptions SMOOTHED = LossOptions.of(0.1, null, OptionalLong.empty());
  private static final LossOptions WEIGHTED =
      LossOptions.of(0, new double[] {1, 2, 0.5, 0, 1, 1, 1, 3, 1, 1}, OptionalLong.of(3));

  /** For how many logits each row has room. */
  private static final int ROOM = 110;

  private final SplittableRandom random = new SplittableRandom(11);

  /** Rows of which most are alike, and some are not in one of many ways. */
  private RowColumns rows(RowEvaluator evaluator, int count, int classes) {
    RowColumns rows = new RowColumns(count);
    rows.floats = new float[count * ROOM];
    for (int i = 0; i < count; i++) {
      rows.ids[i] = i;
      rows.starts[i] = ROOM * (count - 1 - i);
      rows.numClasses[i] = classes;
      rows.weights[i] = 1;
      for (int c = 0; c < ROOM; c++) {
        rows.floats[rows.starts[i] + c] = (float) random.nextDouble(-8, 8);
      }
      evaluator.setLabel(rows, i, random.nextInt(classes));
      if (random.nextInt(4) == 0) {
        change(rows, i, classes);
      }
    }
    return rows;
  }

  private void change(RowColumns rows, int i, int classes) {
    int start = rows.starts[i];
    int some = start + random.nextInt(classes);
    switch (random.nextInt(14)) {
      case 0 -> rows.find(i, RowStatus.NULL_ELEMENT);
      case 1 -> rows.numClasses[i] = random.nextInt(1, ROOM);
      case 2 -> rows.numClasses[i] = 0;
      case 3 -> rows.classIds[i] = random.nextBoolean() ? -1 : classes;
      case 4 -> rows.classIds[i] += 1L << 32;
      case 5 -> rows.weights[i] = Double.NaN;
      case 6 -> rows.weights[i] = -1;
      case 7 -> rows.weights[i] = Double.POSITIVE_INFINITY;
      case 8 -> rows.weights[i] = 0.25;
      case 9 -> rows.floats[some] = Float.NaN;
      case 10 -> rows.floats[some] = Float.NEGATIVE_INFINITY;
      case 11 -> rows.floats[some] = Float.POSITIVE_INFINITY;
      case 12 -> Arrays.fill(rows.floats, start, start + classes, -0.0f);
      default -> {
        rows.distributions[i] = new double[classes];
        rows.distributions[i][classes - 1] = random.nextInt(5) == 0 ? 0.5 : 1;
      }
    }
  }

  private static RowColumns alone(RowColumns rows, int i) {
    int start = rows.starts[i];
    RowColumns row =
        Rows.of(
            Arrays.copyOfRange(rows.floats, start, start + rows.numClasses[i]),
            rows.classIds[i],
            rows.weights[i]);
    row.statuses[0] = rows.statuses[i];
    row.ids[0] = rows.ids[i];
    row.distributions[0] = rows.distributions[i];
    return row;
  }

  private void are_as_alone(RowEvaluator evaluator, int classes) {
    for (int count : new int[] {1, 4, 5, 6, 15, 16, 17, 31, 40, 64, 100}) {
      RowColumns rows = rows(evaluator, count, classes);
      int from = random.nextInt(count);
      int to = random.nextInt(from, count) + 1;
      RowColumns[] expected = new RowColumns[count];
      for (int i = 0; i < count; i++) {
        expected[i] = alone(rows, i);
        if (i >= from && i < to) {
          evaluator.evaluate(expected[i], 0, 1);
        }
      }

      evaluator.evaluate(rows, from, to);

      for (int i = 0; i < count; i++) {
        assertThat(text(rows, i)).isEqualTo(text(expected[i], 0));
      }
    }
  }

  private static String text(RowColumns rows, int i) {
    String all =
        rows.ids[i]
            + " "
            + rows.statuses[i]
            + " "
            + rows.numClasses[i]
            + " "
            + rows.weights[i]
            + " "
            + Arrays.toString(rows.distributions[i]);
    return rows.statuses[i] != RowStatus.EVALUATED
        ? all
        : all
            + " "
            + rows.labels[i]
            + " "
            + rows.labelWeights[i]
            + " "
            + rows.predictions[i]
            + " "
            + rows.ranks[i]
            + " "
            + rows.losses[i]
            + " "
            + rows.confidences[i]
            + " "
            + rows.brierScores[i]
            + " "
            + rows.margins[i];
  }

  @Test
  void are_as_alone_before_there_are_blocks() {
    are_as_alone(new RowEvaluator(LossOptions.DEFAULT, 0, 0), 10);
  }

  @Test
  void are_as_alone_in_blocks_of_few_classes() {
    VectorThread.run(
        () -> {
          for (int classes : new int[] {2, 3, 9, 10, 31, 32, 100, 101}) {
            for (int i = 0; i < 20; i++) {
              are_as_alone(new RowEvaluator(LossOptions.DEFAULT, 0, 0), classes);
            }
            are_as_alone(new RowEvaluator(LossOptions.DEFAULT, classes, 0), classes);
            are_as_alone(new RowEvaluator(LossOptions.DEFAULT, classes + 1, 0), classes);
          }
        });
  }

  @Test
  void are_as_alone_with_options_of_the_loss() {
    VectorThread.run(
        () -> {
          are_as_alone(new RowEvaluator(SMOOTHED, 0, 0), 10);
          are_as_alone(new RowEvaluator(WEIGHTED, 10, 0), 10);
          for (PredictionKind kind : Rows.KINDS) {
            are_as_alone(new RowEvaluator(LossOptions.DEFAULT, 0, 0, kind, 1e9), 10);
          }
        });
  }
}
