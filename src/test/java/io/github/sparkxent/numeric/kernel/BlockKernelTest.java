// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.RandomRows;
import io.github.sparkxent.numeric.SoftmaxRow;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with the module of the vector kernel and once more without it. */
@Tag("with-and-without-vectors")
class BlockKernelTest {

  private static final boolean HAS_VECTORS = KernelDiscovery.vectorKernel() != null;

  /** The first row of columns. */
  private static final int FROM = 5;

  private final BlockKernel block = BlockKernel.create();
  private final SoftmaxColumns found = new SoftmaxColumns(FROM + BlockKernel.ROWS);
  private final SoftmaxRow alone = new SoftmaxRow();

  /** The rows of a block and their labels. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(float[][] logits, int[] labels) {
    int classes() {
      return logits[0].length;
    }
  }

  private static Rows random(RandomRows source, int classes) {
    float[][] logits = new float[BlockKernel.ROWS][classes];
    int[] labels = new int[BlockKernel.ROWS];
    for (int r = 0; r < labels.length; r++) {
      RandomRows.Example example = source.next(classes);
      for (int c = 0; c < classes; c++) {
        logits[r][c] = (float) example.logits()[c];
      }
      labels[r] = example.label();
    }
    return new Rows(logits, labels);
  }

  /** Rows without equal logits or wide gaps: those that nothing but a close rounding stops. */
  private static Rows ordinary(SplittableRandom random, int classes) {
    float[][] logits = new float[BlockKernel.ROWS][classes];
    int[] labels = new int[BlockKernel.ROWS];
    for (int r = 0; r < labels.length; r++) {
      for (int c = 0; c < classes; c++) {
        logits[r][c] = (float) random.nextDouble(-9, 9);
      }
      labels[r] = random.nextInt(classes);
    }
    return new Rows(logits, labels);
  }

  /** Evaluates rows that lie in an array in falling order, with gaps of NaN. */
  private void evaluate(Rows rows) {
    float[] values = new float[1 + (BlockKernel.MAX_CLASSES + 1) * BlockKernel.ROWS];
    Arrays.fill(values, Float.NaN);
    int[] starts = new int[BlockKernel.ROWS];
    for (int r = 0; r < BlockKernel.ROWS; r++) {
      starts[r] = 1 + (rows.classes() + 1) * (BlockKernel.ROWS - 1 - r);
      System.arraycopy(rows.logits[r], 0, values, starts[r], rows.classes());
      found.labels[FROM + r] = rows.labels[r];
    }
    block.evaluate(values, starts, rows.classes(), found, FROM);
  }

  /** Compares the decided rows with what each gives on its own; returns how many they are. */
  private int decidedAreRight(Rows rows) {
    int decided = 0;
    for (int r = 0; r < BlockKernel.ROWS; r++) {
      if (block.isDecided(r)) {
        decided++;
        int label = rows.labels[r];
        alone.load(rows.logits[r]);
        assertThat(alone.isDefined()).isTrue();
        assertThat(found.losses[FROM + r]).isEqualTo(alone.loss(label, LossOptions.DEFAULT));
        assertThat(found.predictions[FROM + r]).isEqualTo(alone.argmax());
        assertThat(found.confidences[FROM + r]).isEqualTo(alone.probability(alone.argmax()));
        assertThat(found.ranks[FROM + r]).isEqualTo(alone.rank(label));
        assertThat(found.brierScores[FROM + r]).isEqualTo(alone.brierScore(label));
        assertThat(found.margins[FROM + r]).isEqualTo(alone.margin(label));
      }
      assertThat(found.labels[FROM + r]).isEqualTo(rows.labels[r]);
    }
    return decided;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 8, 9, 10, 16, 17, 18, 31, 32, 99, 100})
  void gives_each_row_the_bits_that_it_has_on_its_own(int classes) {
    RandomRows source = new RandomRows(classes);
    for (int i = 0; i < 300; i++) {
      Rows rows = random(source, classes);
      evaluate(rows);
      decidedAreRight(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 100})
  void decides_nearly_all_ordinary_rows(int classes) {
    assumeThat(HAS_VECTORS).isTrue();
    SplittableRandom random = new SplittableRandom(classes);
    int decided = 0;
    for (int i = 0; i < 500; i++) {
      Rows rows = ordinary(random, classes);
      evaluate(rows);
      decided += decidedAreRight(rows);
    }
    assertThat(decided).isGreaterThan(500 * BlockKernel.ROWS * 98 / 100);
  }

  @Test
  void decides_none_without_vectors() {
    assumeThat(HAS_VECTORS).isFalse();
    Rows rows = ordinary(new SplittableRandom(1), 10);
    evaluate(rows);
    assertThat(decidedAreRight(rows)).isZero();
  }

  static Stream<Arguments> uncommonRows() {
    float infinity = Float.POSITIVE_INFINITY;
    SplittableRandom gaps = new SplittableRandom(1);
    float negativeNaN = Float.intBitsToFloat(0xffc00001);
    return Stream.of(
            uncommon("NaN", (row, c) -> row[c] = Float.NaN),
            uncommon("a NaN of negative sign", (row, c) -> row[c] = negativeNaN),
            uncommon("nothing but such", (row, c) -> Arrays.fill(row, negativeNaN)),
            uncommon("infinity", (row, c) -> row[c] = infinity),
            uncommon("a masked class", (row, c) -> row[c] = -infinity),
            uncommon("nothing but masked classes", (row, c) -> Arrays.fill(row, -infinity)),
            uncommon("a logit 701 below the next", (row, c) -> row[c] = -710),
            uncommon("a logit far below", (row, c) -> row[c] = (float) -gaps.nextDouble(710, 9000)),
            uncommon("one far above all", (row, c) -> row[c] = 1e38f),
            uncommon("all logits equal", (row, c) -> Arrays.fill(row, 3)))
        .flatMap(
            one ->
                IntStream.of(2, 9, 10, 100)
                    .mapToObj(classes -> Arguments.of(one.get()[0], one.get()[1], classes)));
  }

  private static Arguments uncommon(String name, BiConsumer<float[], Integer> change) {
    return Arguments.of(name, change);
  }

  /** In each row of the block in turn, and at each class: the rows beside it are decided. */
  @ParameterizedTest(name = "{0}, {2} classes")
  @MethodSource("uncommonRows")
  void leaves_an_uncommon_row_undecided_and_those_beside_it_alone(
      String name, BiConsumer<float[], Integer> change, int classes) {
    SplittableRandom random = new SplittableRandom(7);
    int decided = 0;
    for (int c = 0; c < classes; c++) {
      for (int r = 0; r < BlockKernel.ROWS; r++) {
        Rows rows = ordinary(random, classes);
        change.accept(rows.logits[r], c);
        evaluate(rows);
        assertThat(block.isDecided(r)).as(name).isFalse();
        decided += decidedAreRight(rows);
      }
    }
    int others = classes * BlockKernel.ROWS * (BlockKernel.ROWS - 1);
    assertThat(decided).isGreaterThan(HAS_VECTORS ? others * 97 / 100 : -1);
  }

  @Test
  void takes_minus_zero_for_zero() {
    Rows rows = ordinary(new SplittableRandom(3), 3);
    Arrays.fill(rows.labels, 2);
    for (float[] row : rows.logits) {
      row[0] = -0.0f;
      row[1] = 0.0f;
      row[2] = -1;
    }
    evaluate(rows);
    assertThat(decidedAreRight(rows)).isEqualTo(HAS_VECTORS ? BlockKernel.ROWS : 0);
  }

  @Test
  void forgets_the_classes_and_labels_of_the_block_before() {
    SplittableRandom random = new SplittableRandom(5);
    for (int classes : new int[] {32, 2, 31, 3, 10}) {
      Rows rows = ordinary(random, classes);
      evaluate(rows);
      int decided = decidedAreRight(rows);
      assertThat(decided).isGreaterThanOrEqualTo(HAS_VECTORS ? BlockKernel.ROWS - 2 : 0);
    }
  }
}
