// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Terms that are added at once. */
class ExactSumOfManyTest {
  private static ExactSum oneByOne(double... terms) {
    ExactSum sum = new ExactSum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum;
  }

  private void add_up_as_one_by_one(double... terms) {
    ExactSum atOnce = new ExactSum();
    atOnce.add(terms, 0, terms.length);
    assertThat(atOnce).isEqualTo(oneByOne(terms));

    ExactSum squares = new ExactSum();
    for (double term : terms) {
      squares.addProduct(term, term);
    }
    ExactSum squaresAtOnce = new ExactSum();
    squaresAtOnce.addSquares(terms, 0, terms.length);
    assertThat(squaresAtOnce).isEqualTo(squares);

    ExactSums sideBySide = new ExactSums(3);
    for (double term : terms) {
      sideBySide.add(1, term);
    }
    assertThat(sideBySide.of(1)).isEqualTo(oneByOne(terms));
    assertThat(sideBySide.of(2)).isEqualTo(new ExactSum());
    for (double term : terms) {
      sideBySide.addSquare(2, term);
      sideBySide.add(0, term);
      sideBySide.addSquare(0, term);
    }
    assertThat(sideBySide.of(1)).isEqualTo(oneByOne(terms));
    assertThat(sideBySide.of(2)).isEqualTo(squares);
    ExactSum both = oneByOne(terms);
    both.add(squares);
    assertThat(sideBySide.of(0)).isEqualTo(both);
  }

  @Test
  void of_any_size_add_up_as_one_by_one() {
    Random random = new Random(23);
    for (int i = 0; i < 20_000; i++) {
      double[] terms = new double[random.nextInt(200)];
      for (int j = 0; j < terms.length; j++) {
        terms[j] = Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(96) - 66);
      }
      add_up_as_one_by_one(terms);
    }
  }

  @Test
  void at_the_ends_of_what_is_split_add_up_as_one_by_one() {
    double[] ends = {
      0x1p16,
      0x1.fffffffffffffp15,
      0x1.0000000000001p16,
      0x1p8,
      0x1.fffffffffffffp7,
      0x1.0000000000001p8,
      0x1p-25,
      0x1.0000000000001p-25,
      0x1.fffffffffffffp-25,
      0x1.fffffffffffffp-26,
      0x1.6a09e667f3bcdp-25,
      0x1p-55,
      0x1.0000000000001p-55,
      0x1.fffffffffffffp-56,
      0x1.8000000000001p-26,
      0x1.fffffffffffffp-55,
      0.0,
      -0.0,
      MIN_VALUE,
      MAX_VALUE,
      0x1.5555555555555p0,
      1
    };
    for (double first : ends) {
      for (double second : ends) {
        double[] terms = new double[64];
        for (int i = 0; i < terms.length; i++) {
          terms[i] = i % 3 == 0 ? second : first;
        }
        add_up_as_one_by_one(terms);
        for (int i = 0; i < terms.length; i++) {
          terms[i] = i % 3 == 0 ? -second : first;
        }
        add_up_as_one_by_one(terms);
      }
    }
  }

  @Test
  void of_the_largest_number_at_once_add_up_as_one_by_one() {
    double[] many = {
      0x1p16, 0x1.fffffffffffffp15, 0x1.fffffffffffffp7, 0x1.6a09e667f3bcdp-25, 0x1.5555555555555p7
    };
    for (double term : many) {
      for (double sign : new double[] {1, -1}) {
        double[] terms = new double[3 * SplitTerms.MOST + 1];
        Arrays.setAll(terms, i -> i % 7 == 0 ? sign * term : term);
        add_up_as_one_by_one(terms);
      }
    }
  }

  @Test
  void side_by_side_go_to_their_own_sum() {
    Random random = new Random(24);
    ExactSums sums = new ExactSums(7);
    ExactSum[] expected = new ExactSum[7];
    Arrays.setAll(expected, i -> new ExactSum());
    for (int i = 0; i < 30_000; i++) {
      double term = Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(80) - 60);
      int index = random.nextInt(7);
      sums.add(index, term);
      expected[index].add(term);
      if (i % 100 == 0) {
        sums.addProduct(index, term, 1 / 3.0);
        expected[index].addProduct(term, 1 / 3.0);
        sums.addSquare(index, term);
        expected[index].addProduct(term, term);
      }
      if (i % 9_001 == 0) {
        assertThat(sums.of(index)).isEqualTo(expected[index]);
      }
    }
    for (int i = 0; i < 7; i++) {
      assertThat(sums.of(i)).isEqualTo(expected[i]);
    }
    sums.add(1, sums.of(2));
    expected[1].add(expected[2]);
    assertThat(sums.of(1)).isEqualTo(expected[1]);
    sums.addSquare(3, 1 / 3.0);
    sums.clear();
    assertThat(sums.of(3)).isEqualTo(new ExactSum());
  }

  @Test
  void are_no_more_than_the_count_and_may_not_be_finite() {
    ExactSum sum = new ExactSum();
    sum.add(new double[] {1, 2, NaN}, 0, 2);
    assertThat(sum).isEqualTo(oneByOne(3));
    add_up_as_one_by_one(1, POSITIVE_INFINITY, 2, NaN, NEGATIVE_INFINITY);
  }
}
