// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the status file says is enough to decide what comes next. */
class RunStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = schema();

  private static final RunStatus RUNNING =
      RunStatus.running(
          "r",
          "e",
          "attempt",
          Instant.parse("2026-01-31T12:00:00Z"),
          LocalDate.parse("2026-01-30"),
          Map.of("model", "mlp-7"));

  private static final RunStatus COUNTED =
      RUNNING.counted(
          new RunStatus.Rows(70_002, 69_985, 10, 0, 7),
          Map.of("null_split", 2L, "nan_logit", 3L, "null_label", 2L));

  private static Schema schema() {
    try (InputStream in = JsonReport.class.getResourceAsStream("status.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Error> errors(JsonNode document) {
    return SCHEMA.validate(
        document, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
  }

  private static RunStatus failed(Integer code) {
    String how = code == null ? RunStatus.INTERRUPTED : RunStatus.FAILED;
    RunStatus.Rows rows = new RunStatus.Rows(10, 8, 1, 0, 1);
    RunStatus last = code == null ? RUNNING : RUNNING.counted(rows, Map.of("nan_logit", 1L));
    return last.failed(how, code, "why");
  }

  private static RunStatus gateFailed() {
    return COUNTED.passed(SampleReports.mnist(), "file:/out/e/r").published(7);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(RUNNING, null, null),
        Arguments.of(COUNTED.passed(SampleReports.run(List.of()), "p").published(1), 0, false),
        Arguments.of(gateFailed(), 4, false),
        Arguments.of(failed(1), 1, false),
        Arguments.of(failed(2), 2, false),
        Arguments.of(failed(3), 3, false),
        Arguments.of(failed(5), 5, true),
        Arguments.of(failed(null), null, true));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void says_the_exit_code_and_whether_another_try_may_end_otherwise(
      RunStatus status, Integer exitCode, Boolean retryable) throws IOException {
    assertThat(status.exitCode()).isEqualTo(exitCode);
    assertThat(status.retryable()).isEqualTo(retryable);
    assertThat(errors(JSON.readTree(status.toJson()))).isEmpty();
    assertThat(RunStatus.parse(status.toJson())).isEqualTo(status);
  }

  @Test
  void says_what_came_out_and_of_what_it_is() {
    RunStatus status = gateFailed();

    assertThat(status.state()).isEqualTo(RunStatus.GATE_FAILED);
    assertThat(status.rows()).isEqualTo(new RunStatus.Rows(70_002, 69_985, 10, 0, 7));
    assertThat(status.gates()).isEqualTo(new RunStatus.GateCounts(1, 1, 0));
    assertThat(status.failedGates())
        .containsExactly("gate failed: split test: loss_mean 0.261784 > max 0.25");
    assertThat(status.invalidByReason()).hasToString("{nan_logit=3, null_label=2, null_split=2}");
    assertThat(status.report()).isEqualTo("file:/out/e/r");
    assertThat(status.dataDate()).isEqualTo("2026-01-30");
    assertThat(status.tags()).containsExactly(Map.entry("model", "mlp-7"));
  }

  @ParameterizedTest
  @CsvSource({
    "state, '\"done\"'",
    "exit_code, 0",
    "exit_code, 7",
    "retryable, true",
    "report, null",
    "failed_gates, []",
    "rows, null",
    "data_date, '\"tomorrow\"'",
    "tags, '{\"a\": 1}'"
  })
  void what_contradicts_the_schema_is_found(String member, String value) throws IOException {
    JsonNode document = JSON.readTree(gateFailed().toJson());
    assertThat(document.has(member)).isTrue();
    ((ObjectNode) document).set(member, JSON.readTree(value));

    List<Error> errors = errors(document);

    assertThat(errors)
        .anySatisfy(e -> assertThat(e.getInstanceLocation().toString()).startsWith("/" + member));
  }

  @Test
  void one_of_an_earlier_build_reads_back() {
    RunStatus old =
        RunStatus.parse(
            """
            {"run_id": "r", "name": "e", "attempt": "a", "order": 3, "state": "passed",
             "started": "2026-01-31T12:00:00Z", "finished": null, "message": null,
             "invalid_by_reason": {}}
            """);

    assertThat(old.isPublished()).isTrue();
    assertThat(old.exitCode()).isNull();
    assertThat(old.tags()).isEmpty();
    assertThat(old.failedGates()).isEmpty();
  }
}
