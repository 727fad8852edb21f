// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.List;

/**
 * The report as {@code metrics.json}: the format for programs, and the only one that is read back.
 *
 * <p>Equal splits are equal text, on every JVM. Doubles are the shortest decimal that reads back as
 * the same double; each loss sum and mean is followed by its bits as {@link Double#toHexString}
 * ({@code loss_sum_hex}). NaN and the infinities are the texts {@code "NaN"}, {@code "Infinity"}
 * and {@code "-Infinity"}; an undefined metric is null. Text is escaped so that the document can
 * stand inside an HTML script element and be printed on a terminal.
 */
public final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new ReportModule())
          .build();

  /** The whole of {@code metrics.json}. */
  private record Document(
      int schemaVersion, RunInfo run, List<SplitReport> splits, List<Verdict> gates) {}

  /** Makes the view; it has no state. */
  public JsonReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return a JSON document, indented, ending in a line feed
   */
  public String render(EvaluationReport report) {
    Document document =
        new Document(
            EvaluationReport.SCHEMA_VERSION, report.run(), report.splits(), report.gates());
    try {
      return JSON.writer(JsonStyle.printer())
              .with(new JsonStyle.Escapes())
              .withAttribute(ClassNames.ATTRIBUTE, report.classNames())
              .writeValueAsString(document)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report is no JSON", e);
    }
  }

  /**
   * Reads a report back: {@code parse(render(report))} equals {@code report}. Unknown members are
   * ignored, since later versions of the same schema may add some.
   *
   * @param text a JSON document that {@link #render} or a later version of it made
   * @return the report
   * @throws IllegalArgumentException if the text is not such a document; the message names the
   *     place, what was found and what was expected
   */
  public EvaluationReport parse(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON document: " + e.getMessage(), e);
    }
    if (!root.isObject()) {
      throw Misfit.of("the document", root, "an object");
    }
    try {
      JsonNode version = root.path("schema_version");
      if (version.isIntegralNumber() && version.longValue() != EvaluationReport.SCHEMA_VERSION) {
        throw new IllegalArgumentException(
            "schema_version is " + version + "; expected " + EvaluationReport.SCHEMA_VERSION);
      }
      Document document = JSON.treeToValue(root, Document.class);
      return new EvaluationReport(
          document.run(), ClassNames.in(root), document.splits(), document.gates());
    } catch (JsonMappingException e) {
      throw Misfit.of(root, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no report: " + e.getMessage(), e);
    }
  }
}
