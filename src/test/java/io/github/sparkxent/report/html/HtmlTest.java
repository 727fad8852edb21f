// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  @Test
  void text_and_attributes_are_escaped() {
    var html = new Html().open("p", "title", "\"<&>'").text("<b>").element("b", "&").close();
    assertThat(html).hasToString("<p title=\"&quot;&lt;&amp;&gt;&#39;\">&lt;b&gt;<b>&amp;</b></p>");
  }

  @Test
  void elements_close_in_the_order_in_which_they_opened() {
    var html = new Html().open("ul").open("li").close().close().empty("hr");
    assertThat(html).hasToString("<ul>\n<li></li></ul>\n<hr/>");
    html.open("div");
    assertThatIllegalStateException()
        .isThrownBy(html::toString)
        .withMessage("elements are still open: [div]");
  }

  @Test
  void an_attribute_without_a_value_is_left_out() {
    assertThat(new Html().empty("p", "class", null, "id", "x")).hasToString("<p id=\"x\"/>");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1.5, 1.5", "0.05, 0.05", "-0.004, 0", "-1.256, -1.26", "100, 100"})
  void coordinates_have_two_decimals_at_most(double coordinate, String text) {
    assertThat(Html.number(coordinate)).isEqualTo(text);
  }
}
