// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSumFormTest {
  private static ExactSum of(String terms) {
    ExactSum sum = new ExactSum();
    for (String term : terms.isEmpty() ? new String[0] : terms.split(" ")) {
      String[] factors = term.split("\\*");
      if (factors.length == 1) {
        sum.add(Double.parseDouble(factors[0]));
      } else {
        sum.addProduct(Double.parseDouble(factors[0]), Double.parseDouble(factors[1]));
      }
    }
    return sum;
  }

  /** Each line of the file: the terms, and the bytes that version 1 has for them. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/exact-sum-v1.csv", emptyValue = "")
  void version_1_is_as_it_ever_was(String terms, String hex) {
    byte[] golden = HexFormat.of().parseHex(hex);
    assertThat(HexFormat.of().formatHex(of(terms).toByteArray())).isEqualTo(hex);
    assertThat(ExactSum.fromByteArray(golden)).isEqualTo(of(terms));
  }

  @ParameterizedTest
  @CsvSource({
    "00 00 0000 0000, its version is 0",
    "02 00 0000 0000, version 2 is newer than 1",
    "01 08 0000 0000, its flags are 8",
    "01 01 00 0000 0000, a count that should be there is 0",
    "01 01 8100 0000 0000, a count has a needless byte",
    "01 01 ffffffffffffffffff01 0000 0000, a count has more than 63 bits",
    "01 00 0001 0000, its significand has 0 bytes",
    "01 00 0000 0001 02, its significand has 1 bytes",
    "01 00 0000 0002 0001, its significand has 2 bytes",
    "01 00 e6d3 0001 01, its exponent is -6445",
    "01 00 1040 0001 01, its exponent is 4160",
  })
  void what_no_sum_writes_is_refused(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactSum.fromByteArray(bytes))
        .withMessageContaining("exact sum")
        .withMessageContaining(reason);
  }

  @Test
  void a_sum_of_ordinary_losses_takes_at_most_20_bytes() {
    ExactSum losses = new ExactSum();
    ExactSum squares = new ExactSum();
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      double loss = -Math.log(random.nextDouble());
      losses.add(loss);
      squares.addProduct(loss, loss);
    }
    assertThat(losses.toByteArray()).hasSizeLessThanOrEqualTo(20);
    assertThat(squares.toByteArray()).hasSizeLessThanOrEqualTo(30);
  }
}
