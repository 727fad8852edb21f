// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void colours_are_for_a_terminal_alone() {
    assertThat(Terminal.hasColours(Map.of(), true)).isTrue();
    assertThat(Terminal.hasColours(Map.of("TERM", "xterm-256color"), true)).isTrue();
    assertThat(Terminal.hasColours(Map.of("TERM", "xterm-256color"), false)).isFalse();
  }

  @Test
  void there_are_none_with_NO_COLOR_unless_it_is_empty_nor_on_a_dumb_terminal() {
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", "0"), true)).isFalse();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(Terminal.hasColours(Map.of("TERM", "dumb"), true)).isFalse();
  }
}
