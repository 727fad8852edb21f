// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.json.JsonReport;
import io.github.sparkxent.report.text.ConsoleReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports whose values were changed by hand: each is refused when it is read, or shown in every
 * format.
 */
class HostileReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<EvaluationReport> REPORTS =
      List.of(SampleReports.detailed(), SampleReports.sliced(), SampleReports.named("cat", "dog"));

  /** Returns the document with each of its values changed in turn, of long lists the first two. */
  private static List<String> changed(EvaluationReport report, JsonNode value) throws Exception {
    JsonNode root = JSON.readTree(new JsonReport().render(report));
    List<String> documents = new ArrayList<>();
    change(root, root, value, documents);
    return documents;
  }

  private static void change(JsonNode root, JsonNode node, JsonNode value, List<String> documents) {
    for (int i = 0; node instanceof ArrayNode list && i < Math.min(2, list.size()); i++) {
      JsonNode kept = list.get(i);
      list.set(i, value);
      documents.add(root.toString());
      list.set(i, kept);
      change(root, kept, value, documents);
    }
    if (node instanceof ObjectNode group) {
      List<String> names = new ArrayList<>();
      group.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode kept = group.get(name);
        group.set(name, value);
        documents.add(root.toString());
        group.set(name, kept);
        change(root, kept, value, documents);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "2147483647",
        "9223372036854775807",
        "-9223372036854775808",
        "1.5e308",
        "4.9e-324",
        "\"Infinity\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"<a>\\u001b\"",
        "null",
        "[]",
        "{}"
      })
  void are_refused_in_words_or_shown_whole(String value) throws Exception {
    int refused = 0;
    for (EvaluationReport report : REPORTS) {
      for (String document : changed(report, JSON.readTree(value))) {
        EvaluationReport read;
        try {
          read = new JsonReport().parse(document);
        } catch (IllegalArgumentException e) {
          assertThat(e.getMessage()).isNotBlank();
          refused++;
          continue;
        }
        assertThatCode(
                () -> {
                  new ConsoleReport(false).render(read);
                  for (ReportFormat format : ReportFormat.values()) {
                    format.render(read);
                  }
                })
            .doesNotThrowAnyException();
      }
    }
    assertThat(refused).isPositive();
  }
}
