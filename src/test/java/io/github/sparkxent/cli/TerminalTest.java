/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
