// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.report.html.HtmlReport;
import io.github.sparkxent.report.json.JsonReport;
import io.github.sparkxent.report.text.ConsoleReport;
import io.github.sparkxent.report.text.JUnitReport;
import io.github.sparkxent.report.text.PrometheusReport;
import org.junit.jupiter.api.Test;

/** The names of classes in each view: beside the ids, and escaped as all that comes from data. */
class ClassNamesTest {
  private static final EvaluationReport REPORT = SampleReports.named("cat", "<b>&dog\u001b[31m");

  @Test
  void stand_beside_the_ids_in_json_and_read_back_equal() {
    String json = new JsonReport().render(REPORT);

    assertThat(new JsonReport().parse(json)).isEqualTo(REPORT);
    assertThat(json)
        .contains(
            "\"label\": 0,\n            \"name\": \"cat\"",
            "\"num_classes\": 2,\n          \"names\": [",
            "\"class\": \"1\",\n      \"class_name\": \"\\u003Cb>&dog\\u001B[31m\"");
  }

  @Test
  void are_missing_from_older_documents_which_are_still_read() {
    String older =
        new JsonReport()
            .render(REPORT)
            .replaceAll("\\s*\"(name|class_name)\": \"(cat|[^\"]*dog[^\"]*)\",", "")
            .replaceAll("(?s)\\s*\"names\": \\[.*?\\],", "");
    EvaluationReport read = new JsonReport().parse(older);

    assertThat(older).doesNotContain("cat", "dog");
    assertThat(read.splits().get(0).details().classes())
        .extracting(one -> ClassText.of(one.label(), read.classNames()))
        .containsExactly("0", "1");
    assertThat(read.classNames()).isEmpty();
    assertThat(read.gates().get(0).subject()).isEqualTo("test, class 1");
  }

  @Test
  void stand_in_the_html_tables_and_the_heat_map_and_are_escaped() {
    String html = new HtmlReport().render(REPORT);

    assertThat(html)
        .contains("0 (cat)", "1 (&lt;b&gt;&amp;dog", "label 1 (&lt;b&gt;&amp;dog")
        .contains(">cat<title>0 (cat)</title>", ">&lt;b&gt;&amp;d\u2026<title>1 (&lt;b&gt;&amp;dog")
        .doesNotContain("<b>&dog", "\u001b");
    assertThat(html.split("1 \\(&lt;b&gt;&amp;dog", -1)).hasSizeGreaterThan(6);
  }

  @Test
  void stand_in_the_verdicts_of_junit_and_prometheus_and_the_console() {
    assertThat(new JUnitReport().render(REPORT))
        .contains("name=\"recall min 0.9 [class 1 (&lt;b&gt;&amp;dog");
    assertThat(new PrometheusReport().render(REPORT)).contains("class=\"1\",class_name=\"<b>&dog");
    assertThat(new ConsoleReport(false).render(REPORT))
        .contains("test, class 1 (<b>&dog")
        .doesNotContain("\u001b");
  }

  @Test
  void are_as_many_as_the_classes() {
    String three =
        new JsonReport().render(REPORT).replace("\"num_classes\": 2", "\"num_classes\": 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonReport().parse(three))
        .withMessage("2 names in a confusion matrix of 3 classes");
  }
}
