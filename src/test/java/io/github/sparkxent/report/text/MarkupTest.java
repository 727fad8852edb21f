// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

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
