// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event by the rules of OpenLineage's published schemas. */
class OpenLineageReportTest {
  private static JsonNode event(EvaluationReport report) throws Exception {
    return new ObjectMapper().readTree(new OpenLineageReport().render(report));
  }

  private static EvaluationReport reading(Map<String, Object> input) {
    RunInfo run = SampleReports.run("mnist-mlp");
    RunInfo reading =
        new RunInfo(
            run.id(),
            run.name(),
            run.started(),
            run.finished(),
            run.versions(),
            Map.of("input", input),
            run.input(),
            List.of());
    return SampleReports.withRun(SampleReports.mnist(), reading);
  }

  @Test
  void has_what_a_run_event_requires() throws Exception {
    JsonNode event = event(SampleReports.mnist());
    assertThat(event.get("eventType").asText()).isEqualTo("COMPLETE");
    assertThat(Instant.parse(event.get("eventTime").asText()))
        .isEqualTo(SampleReports.mnist().run().finished());
    assertThat(URI.create(event.get("producer").asText()).isAbsolute()).isTrue();
    assertThat(URI.create(event.get("schemaURL").asText()).isAbsolute()).isTrue();
    assertThat(UUID.fromString(event.get("run").get("runId").asText()))
        .isEqualTo(UUID.fromString(event(SampleReports.mnist()).get("run").get("runId").asText()));
    assertThat(event.get("job").get("namespace").asText()).isEqualTo("spark-xent");
    assertThat(event.get("job").get("name").asText()).isEqualTo("mnist-mlp");
    assertThat(event.get("outputs").isArray()).isTrue();
    JsonNode input = event.get("inputs").get(0);
    assertThat(input.get("namespace").isTextual() && input.get("name").isTextual()).isTrue();
    assertThat(input.get("inputFacets"))
        .hasSize(2)
        .allSatisfy(
            facet -> {
              assertThat(URI.create(facet.get("_producer").asText()).isAbsolute()).isTrue();
              assertThat(URI.create(facet.get("_schemaURL").asText()).isAbsolute()).isTrue();
            });
  }

  @Test
  void each_gate_is_an_assertion_and_the_rows_are_counted() throws Exception {
    JsonNode facets = event(SampleReports.mnist()).get("inputs").get(0).get("inputFacets");
    assertThat(facets.get("dataQualityAssertions").get("assertions").toString())
        .isEqualTo(
            "[{\"assertion\":\"loss_mean max 0.25 [test]\",\"success\":false},"
                + "{\"assertion\":\"accuracy min 0.9 [validation]\",\"success\":true}]");
    JsonNode metrics = facets.get("dataQualityMetrics");
    assertThat(metrics.get("rowCount").longValue()).isEqualTo(70_002);
    assertThat(metrics.get("bytes").longValue()).isEqualTo(4_600_400);
    assertThat(metrics.get("fileCount").longValue()).isEqualTo(2);
    assertThat(metrics.get("columnMetrics").isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.3, Double.POSITIVE_INFINITY})
  void the_assertion_of_a_trend_has_one_name_whatever_earlier_runs_allow(double limit)
      throws Exception {
    Verdict trend =
        new Verdict("test", "loss_mean", Verdict.TREND_UP, limit, 0.1, true, "loss_mean 0.1");
    JsonNode facets =
        event(SampleReports.run(List.of(trend))).get("inputs").get(0).get("inputFacets");
    assertThat(facets.get("dataQualityAssertions").get("assertions").toString())
        .isEqualTo("[{\"assertion\":\"loss_mean trend_up [test]\",\"success\":true}]");
  }

  @Test
  void an_input_is_named_by_its_store_and_path() throws Exception {
    List<String> paths =
        List.of(
            "s3://bucket/a/b",
            "s3a://bucket/a",
            "s3n://bucket",
            "data/mnist",
            "file:/x/y",
            "hdfs://nn:8020/z",
            "hdfs:///z",
            "dbfs:/mnt/z");
    assertThat(event(reading(Map.of("path", paths))).get("inputs"))
        .extracting(one -> one.get("namespace").asText() + " " + one.get("name").asText())
        .containsExactly(
            "s3://bucket /a/b",
            "s3://bucket /a",
            "s3://bucket /",
            "file data/mnist",
            "file /x/y",
            "hdfs://nn:8020 /z",
            "hdfs /z",
            "dbfs /mnt/z");
    assertThat(event(reading(Map.of("table", "lake.db.t"))).get("inputs"))
        .extracting(one -> one.get("namespace").asText() + " " + one.get("name").asText())
        .containsExactly("spark lake.db.t");
  }

  @Test
  void a_table_that_was_read_at_a_version_has_it_as_its_facet() throws Exception {
    RunInfo run = SampleReports.ofTable(SampleReports.run("r"));
    JsonNode input = event(SampleReports.withRun(SampleReports.mnist(), run)).get("inputs").get(0);
    JsonNode facet = input.get("facets").get("version");
    assertThat(facet.get("datasetVersion").textValue()).isEqualTo("328833931838820085");
    assertThat(facet.get("_schemaURL").asText()).endsWith("#/$defs/DatasetVersionDatasetFacet");
    assertThat(event(reading(Map.of("table", "lake.db.t"))).get("inputs").get(0).has("facets"))
        .isFalse();
  }

  @Test
  void an_input_of_one_split_has_the_assertions_on_that_split() throws Exception {
    Map<String, Object> splits = Map.of("test", List.of("t"), "train", List.of("r"));
    assertThat(event(reading(Map.of("splits", splits))).get("inputs"))
        .extracting(
            one ->
                one.get("name").asText()
                    + one.get("inputFacets").get("dataQualityAssertions").get("assertions").size())
        .containsExactlyInAnyOrder("t1", "r0");
  }
}
