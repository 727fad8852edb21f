// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.exact.ExactRational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InformationMeasuresTest {
  private static double entropy(long... masses) {
    return InformationMeasures.entropy(LongStream.of(masses).mapToObj(ExactRational::of).toList());
  }

  @Test
  void the_perplexity_of_a_uniform_guess_is_the_number_of_classes() {
    assertThat(InformationMeasures.perplexity(0)).isEqualTo(1.0);
    assertThat(InformationMeasures.perplexity(StrictMath.log(2))).isEqualTo(2.0);
    assertThat(InformationMeasures.perplexity(Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void entropy_is_largest_for_equal_masses() {
    assertThat(entropy(5, 5)).isEqualTo(StrictMath.log(2));
    assertThat(entropy(4, 6)).isLessThan(entropy(5, 5));
  }

  @Test
  void one_class_or_masses_of_zero_have_no_entropy() {
    assertThat(entropy(7)).hasToString("0.0");
    assertThat(entropy(0, 7, 0)).hasToString("0.0");
  }

  @Test
  void any_order_of_the_masses_gives_the_same_bits() {
    Random random = new Random(11);
    List<ExactRational> masses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      masses.add(ExactRational.of(random.nextDouble()));
    }
    double expected = InformationMeasures.entropy(masses);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(masses, random);
      assertThat(InformationMeasures.entropy(masses)).isEqualTo(expected);
    }
  }
}
