// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists are cut from rows of logits, of which every loss is known, correctly rounded: a double that
 * is not above the exact loss is not above that.
 */
class ListedLossTest {
  private static final int ROWS = 3_000;
  private static final double TOLERANCE = 1e-3;

  private static double[] logits(Random random, int classes) {
    double spread = random.nextInt(3) == 0 ? 20 : 1 + 4 * random.nextDouble();
    return random.doubles(classes).map(x -> spread * (x - 0.5)).toArray();
  }

  /** The classes by falling logit. */
  private static int[] ranked(double[] logits) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -logits[c]))
        .mapToInt(c -> c)
        .toArray();
  }

  private static double[] listed(double[] logits, int[] classes, int from, int to, boolean floats) {
    return Arrays.stream(classes, from, to)
        .mapToDouble(c -> -SoftmaxCrossEntropy.sparse(logits, c))
        .map(l -> floats ? (float) l : l)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_loss_of_the_only_class_that_is_left_out_is_never_above_its_exact_one(boolean floats) {
    Random random = new Random(5);
    double widest = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] logits = logits(random, 2 + random.nextInt(30));
      int last = logits.length - 1;
      int[] classes = ranked(logits);
      double exact = SoftmaxCrossEntropy.sparse(logits, classes[last]);

      double least =
          ListedLoss.ofUnlisted(listed(logits, classes, 0, last, floats), floats, TOLERANCE, 1);

      assertThat(least).isLessThanOrEqualTo(exact);
      if (exact < 5) {
        widest = Math.max(widest, exact - least);
      }
    }
    assertThat(widest).isLessThan(floats ? 1e-4 : 1e-11);
  }

  @Test
  void the_loss_of_any_class_that_is_left_out_is_never_above_its_exact_one() {
    Random random = new Random(6);
    for (int row = 0; row < ROWS; row++) {
      double[] logits = logits(random, 3 + random.nextInt(50));
      int k = 1 + random.nextInt(logits.length - 2);
      int[] classes = ranked(logits);
      if (row % 2 == 0) {
        classes = IntStream.range(0, logits.length).toArray(); // no list of the most probable
      }
      double least = ListedLoss.ofUnlisted(listed(logits, classes, 0, k, true), true, TOLERANCE, 1);
      for (int c = k; c < classes.length; c++) {
        assertThat(least).isLessThanOrEqualTo(SoftmaxCrossEntropy.sparse(logits, classes[c]));
      }
    }
  }

  @Test
  void nothing_is_known_where_nearly_all_is_left() {
    assertThat(ListedLoss.ofUnlisted(new double[] {-800}, true, TOLERANCE, 1)).isEqualTo(0.0);
    assertThat(ListedLoss.ofUnlisted(new double[] {Double.NEGATIVE_INFINITY}, true, TOLERANCE, 1))
        .isZero();
  }

  @Test
  void half_of_all_that_is_left_gives_the_logarithm_of_two() {
    double half = (float) -StrictMath.log(2);
    double ofFloats = ListedLoss.ofUnlisted(new double[] {half}, true, TOLERANCE, 1);
    assertThat(ofFloats).isCloseTo(StrictMath.log(2), within(1e-7)).isLessThan(-half);
    double ofDoubles =
        ListedLoss.ofUnlisted(new double[] {-StrictMath.log(2)}, false, TOLERANCE, 1);
    assertThat(ofDoubles).isCloseTo(StrictMath.log(2), within(3e-15));
  }

  @Test
  void a_list_that_leaves_nothing_gives_the_loss_of_what_its_tolerance_leaves() {
    double[] appended = {-0.0001, -9.1, -25}; // 25 is no bound: the true loss may be 10
    assertThat(Arrays.stream(appended).map(StrictMath::exp).sum()).isGreaterThan(1);
    double ofTolerance = -StrictMath.log(TOLERANCE);
    assertThat(ListedLoss.ofUnlisted(appended, true, TOLERANCE, 1))
        .isLessThan(ofTolerance)
        .isCloseTo(ofTolerance, within(1e-14));
    double[] impossible = {-0.0001, -9.1, Double.NEGATIVE_INFINITY};
    assertThat(ListedLoss.ofUnlisted(impossible, true, TOLERANCE, 1))
        .isEqualTo(ListedLoss.ofUnlisted(appended, true, TOLERANCE, 1));
    assertThat(ListedLoss.ofUnlisted(appended, true, 1, 1)).isEqualTo(0.0);
  }

  @Test
  void a_list_that_leaves_nothing_gives_no_more_than_the_loss_of_its_least_probable() {
    double[] listed = {-0.1, -2.3, -7};
    assertThat(Arrays.stream(listed).map(StrictMath::exp).sum()).isGreaterThan(1);
    assertThat(ListedLoss.ofUnlisted(listed, true, 1e-4, 1)).isEqualTo(7);
    assertThat(ListedLoss.ofUnlisted(new double[] {0.0005}, true, TOLERANCE, 1)).isEqualTo(0.0);
  }

  @Test
  void weights_multiply_and_round_down() {
    double[] listed = {-0.5};
    double least = ListedLoss.ofUnlisted(listed, true, TOLERANCE, 1);
    assertThat(ListedLoss.ofUnlisted(listed, true, TOLERANCE, 0)).isEqualTo(0.0);
    assertThat(ListedLoss.ofUnlisted(listed, true, TOLERANCE, 3))
        .isLessThan(3 * least)
        .isCloseTo(3 * least, within(1e-15));
    assertThat(ListedLoss.ofListed(-0.5, 3)).isEqualTo(1.5);
    assertThat(ListedLoss.ofListed(0, 1)).isEqualTo(0.0);
    assertThat(ListedLoss.ofListed(Double.NEGATIVE_INFINITY, 1)).isInfinite();
    assertThat(ListedLoss.ofListed(Double.NEGATIVE_INFINITY, 0)).isEqualTo(0.0);
  }

  @Test
  void an_empty_list_is_refused() {
    assertThatThrownBy(() -> ListedLoss.ofUnlisted(new double[0], true, TOLERANCE, 1))
        .hasMessage("no log-probability is listed, expected 1 or more");
  }
}
