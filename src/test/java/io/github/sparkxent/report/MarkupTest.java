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
package io.github.sparkxent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void markup_characters_become_references() {
    assertThat(Markup.escape("<script>alert('1' & \"2\")</script>"))
        .isEqualTo("&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
  }

  @Test
  void white_space_survives_in_attributes() {
    assertThat(Markup.escape("a\tb\nc\rd e")).isEqualTo("a&#9;b&#10;c&#13;d e");
  }

  @Test
  void what_xml_does_not_allow_is_replaced() {
    assertThat(Markup.escape("\u0000\u001b\u007f\u009b\ud800\uffff")).isEqualTo("\ufffd".repeat(6));
  }

  @Test
  void other_text_stays() {
    assertThat(Markup.escape("\u00e9\u6f22\ud83d\ude00")).isEqualTo("\u00e9\u6f22\ud83d\ude00");
  }
}
