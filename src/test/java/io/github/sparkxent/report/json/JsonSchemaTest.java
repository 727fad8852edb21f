// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleComparisons;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SampleVerdicts;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published JSON Schema says what JsonReport writes, no less and no more. */
class JsonSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = load();

  private static JsonNode load() {
    try (InputStream in = JsonReport.class.getResourceAsStream("metrics.schema.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Error> errors(JsonNode schema, JsonNode document) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled.validate(
        document, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
  }

  private static JsonNode render(EvaluationReport report) throws IOException {
    return JSON.readTree(new JsonReport().render(report));
  }

  /** Returns the schema with every object closed, so that a member it does not name is an error. */
  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(JsonSchemaTest::close);
  }

  private static EvaluationReport unusual() {
    var values = new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 4.9E-324};
    List<SplitReport> splits = new ArrayList<>();
    for (double value : values) {
      var metrics =
          MetricValues.builder()
              .put("row_count", 1)
              .put("loss_sum", value)
              .put("loss_mean", null)
              .put("later_loss_sum", -value)
              .put("top_5_accuracy", 0.5)
              .build();
      splits.add(SampleReports.split("s" + value, SampleReports.rows(1, 1, 0, Map.of()), metrics));
    }
    var gate = new Verdict(null, "m", "max", Double.POSITIVE_INFINITY, Double.NaN, false, "NaN");
    return new EvaluationReport(SampleReports.run("unusual"), splits, List.of(gate));
  }

  @Test
  void every_report_is_valid_and_has_no_member_that_the_schema_does_not_name() throws IOException {
    for (EvaluationReport report :
        List.of(
            SampleReports.mnist(),
            SampleReports.detailed(),
            SampleReports.tagged(),
            SampleReports.sliced(),
            SampleReports.named("a", "b"),
            SampleReports.readBy(null),
            SampleReports.readBy("it rains"),
            SampleComparisons.compared(2),
            SampleVerdicts.judged(),
            unusual())) {
      assertThat(errors(SCHEMA, render(report))).isEmpty();
      assertThat(errors(closed(SCHEMA), render(report))).isEmpty();
    }
  }

  @Test
  void a_report_with_unknown_input_is_valid() throws IOException {
    var run = SampleReports.run("table");
    var bare =
        new RunInfo(
            "id",
            "table",
            run.started(),
            run.finished(),
            Map.of(),
            Map.of(),
            new InputManifest(List.of(new InputFile("f", 0, null)), null, null)
                .ofTables(List.of(SampleReports.snapshot())),
            List.of());
    assertThat(errors(closed(SCHEMA), render(new EvaluationReport(bare, List.of(), List.of()))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/schema_version, 2",
    "/run/started, '\"yesterday\"'",
    "/run/input/page_checksums, '\"yes\"'",
    "/run/input/reader, '\"duckdb\"'",
    "/run/input/reader_reason, 7",
    "/run/input/files/0/bytes, -1",
    "/splits/0/rows/read, 1.5",
    "/splits/0/rows/invalid_by_reason/nan_logit, 0",
    "/splits/0/metrics/loss_mean, '\"nan\"'",
    "/splits/0/metrics/loss_mean_hex, '\"0.25\"'",
    "/splits/0/metrics/row_count, null",
    "/splits/0/details/calibration_bins/0/low, 1.5",
    "/splits/0/details/confusion_matrix/cells/0, '[1, 2]'",
    "/splits/0/details/loss_histogram/bins/0/count, '\"3\"'",
    "/gates/0/verdict, '\"maybe\"'",
    "/gates/0/limit, null"
  })
  void what_is_wrong_is_found(String place, String value) throws IOException {
    JsonNode document = render(SampleReports.detailed());
    int slash = place.lastIndexOf('/');
    JsonNode parent = document.at(place.substring(0, slash));
    String name = place.substring(slash + 1);
    assertThat(document.at(place).isMissingNode()).isFalse();
    if (parent instanceof ObjectNode object) {
      object.set(name, JSON.readTree(value));
    } else {
      ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
          .set(Integer.parseInt(name), JSON.readTree(value));
    }
    assertThat(errors(SCHEMA, document))
        .anySatisfy(e -> assertThat(e.getInstanceLocation().toString()).isEqualTo(place));
  }

  @ParameterizedTest
  @CsvSource({
    "/splits/0/comparison/rows, -1",
    "/splits/0/comparison/confidence, 95",
    "/splits/0/comparison/metrics/0/difference, '\"none\"'",
    "/splits/0/comparison/metrics/0/p, 1.5",
    "/splits/0/comparison/details/better/0/prediction, '\"3\"'",
    "/splits/0/comparison/details/classes/0/class, -1",
    "/splits/0/comparison/not_compared/null_logits, 0",
    "/splits/0/slices/0/comparison/mcnemar_p, '\"x\"'",
    "/gates/0/comparison/p, 2",
    "/gates/2/comparison/adjusted_p, '\"x\"'"
  })
  void what_is_wrong_with_a_comparison_is_found(String place, String value) throws IOException {
    JsonNode document = render(SampleVerdicts.judged());
    int slash = place.lastIndexOf('/');
    assertThat(document.at(place).isMissingNode()).isFalse();
    ((ObjectNode) document.at(place.substring(0, slash)))
        .set(place.substring(slash + 1), JSON.readTree(value));
    assertThat(errors(SCHEMA, document))
        .anySatisfy(e -> assertThat(e.getInstanceLocation().toString()).isEqualTo(place));
  }

  @Test
  void a_member_of_a_later_version_is_valid() throws IOException {
    ObjectNode document = (ObjectNode) render(SampleReports.mnist());
    document.put("more", 1);
    ((ObjectNode) document.at("/splits/0")).put("more", 1);
    assertThat(errors(SCHEMA, document)).isEmpty();
  }

  @Test
  void it_describes_the_metrics_by_the_names_and_in_the_order_of_the_model() {
    JsonNode described = SCHEMA.at("/$defs/metrics/properties");
    List<String> names = new ArrayList<>();
    described.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> name.endsWith("_hex") || name.equals("loss_mean_is_lower_bound"));
    assertThat(names).isEqualTo(MetricNames.ORDER);
    for (String name : MetricNames.ORDER) {
      assertThat(described.at("/" + name + "/description").asText())
          .isEqualTo(MetricNames.description(name));
    }
    JsonNode top = SCHEMA.at("/$defs/metrics/patternProperties").get("^top_[0-9]+_accuracy$");
    assertThat(top.get("description").asText())
        .isEqualTo(MetricNames.description(MetricNames.topAccuracy(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "/splits/0/slices/0/value, 3",
    "/splits/0/slices/0/slice, null",
    "/splits/0/slices/0/rows/read, -1",
    "/splits/0/slice_cuts/0/values, 0",
    "/gates/0/passed, '\"yes\"'",
    "/gates/0/slice_value, 7",
    "/gates/4/class, '\"x\"'"
  })
  void a_slice_with_a_wrong_value_is_not_valid(String pointer, String value) throws IOException {
    JsonNode document = render(SampleReports.sliced());
    int cut = pointer.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) document.at(pointer.substring(0, cut));
    assertThat(parent.has(pointer.substring(cut + 1))).isTrue();
    parent.set(pointer.substring(cut + 1), JSON.readTree(value));
    assertThat(errors(SCHEMA, document)).isNotEmpty();
  }
}
