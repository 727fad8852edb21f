// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static int id(TextTable table, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return table.id(bytes, 1, bytes.length - 2);
  }

  @Test
  void texts_are_numbered_as_they_come_and_found_again() {
    TextTable table = new TextTable();
    Map<String, Integer> known = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      String text = "t".repeat(random.nextInt(12)) + random.nextInt(20_000);
      Integer id = known.get(text);
      assertThat(id(table, text)).isEqualTo(id == null ? known.size() : id);
      known.putIfAbsent(text, known.size());
    }

    assertThat(table.size()).isEqualTo(known.size());
    known.forEach(
        (text, id) -> assertThat(table.text(id)).isEqualTo(text.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> table.text(table.size())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_empty_text_is_one() {
    TextTable table = new TextTable();

    assertThat(id(table, "")).isZero();
    assertThat(id(table, "a")).isEqualTo(1);
    assertThat(id(table, "")).isZero();
    assertThat(table.text(0)).isEmpty();
  }

  @Test
  void too_many_texts_are_forgotten() {
    TextTable table = new TextTable();
    table.forgetIfFull();
    assertThat(table.generation()).isZero();
    for (int i = 0; i < 1 << 18; i++) {
      id(table, "" + i);
    }
    table.forgetIfFull();

    assertThat(table.generation()).isEqualTo(1);
    assertThat(table.size()).isZero();
    assertThat(id(table, "77")).isZero();
    assertThat(new String(table.text(0), StandardCharsets.UTF_8)).isEqualTo("77");
  }

  @Test
  void long_texts_are_forgotten_before_they_fill_the_memory() {
    TextTable table = new TextTable();
    for (int i = 0; i < 20; i++) {
      id(table, "x".repeat(1 << 20) + i);
      table.forgetIfFull();
    }

    assertThat(table.generation()).isEqualTo(1);
    assertThat(table.size()).isLessThan(20);
  }
}
