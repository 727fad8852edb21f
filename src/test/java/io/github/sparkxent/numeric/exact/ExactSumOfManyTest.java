// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static java.lang.Double.MAX_VALUE;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

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
      0x1p20,
      0x1.fffffffffffffp19,
      0x1.0000000000001p20,
      0x1p-55,
      0x1.0000000000001p-55,
      0x1.fffffffffffffp-56,
      0x1.fffffffffffffp-26,
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
  void are_no_more_than_the_count_and_may_not_be_finite() {
    ExactSum sum = new ExactSum();
    sum.add(new double[] {1, 2, NaN}, 0, 2);
    assertThat(sum).isEqualTo(oneByOne(3));
    add_up_as_one_by_one(1, POSITIVE_INFINITY, 2, NaN, NEGATIVE_INFINITY);
  }
}
