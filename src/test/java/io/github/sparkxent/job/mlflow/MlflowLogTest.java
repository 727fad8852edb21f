// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.MlflowServer;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowLogTest extends MlflowFixture {
  /** Any variable that every environment has. */
  private static final String VARIABLE = "PATH";

  private static final String TOKEN = System.getenv(VARIABLE);

  private String log(EvaluationReport report) throws IOException {
    return MlflowLog.log(
        new Configuration(false),
        new MlflowServer(uri() + "/", "an experiment", "NOT_SET_ANYWHERE", 1, null),
        report,
        "file:/reports/run");
  }

  private static EvaluationReport with(Map<String, Object> configuration, SplitReport... splits) {
    RunInfo run = SampleReports.run("r");
    return new EvaluationReport(
        new RunInfo(
            "id",
            "r",
            run.started(),
            run.finished(),
            Map.of(),
            configuration,
            run.input(),
            List.of()),
        List.of(splits),
        List.of());
  }

  private static SplitReport split(String name, MetricValues metrics) {
    return SampleReports.split(name, SampleReports.rows(1, 1, 0, Map.of()), metrics);
  }

  @Test
  void the_tags_of_a_run_and_its_day_are_tags() throws IOException {
    log(SampleReports.tagged());

    assertThat(body("runs/create").get("tags"))
        .contains(
            JSON.readTree("{\"key\": \"model\", \"value\": \"mlp-7\"}"),
            JSON.readTree("{\"key\": \"git.commit\", \"value\": \"9fceb02\"}"),
            JSON.readTree("{\"key\": \"spark_xent.data_date\", \"value\": \"2026-01-30\"}"));
  }

  @Test
  void a_report_becomes_a_finished_run_with_its_verdict() throws IOException {
    EvaluationReport report = SampleReports.mnist();

    assertThat(log(report)).isEqualTo("abc");

    assertThat(calls).extracting(Call::path).startsWith("experiments/get-by-name", "runs/create");
    assertThat(calls.get(0).query()).isEqualTo("experiment_name=an experiment");
    JsonNode run = body("runs/create");
    assertThat(run.get("experiment_id").asText()).isEqualTo("7");
    assertThat(run.get("run_name").asText()).isEqualTo(report.run().id());
    assertThat(run.get("start_time").asLong()).isEqualTo(report.run().started().toEpochMilli());
    assertThat(run.get("tags"))
        .contains(
            JSON.readTree("{\"key\": \"spark_xent.verdict\", \"value\": \"failed\"}"),
            JSON.readTree("{\"key\": \"spark_xent.report\", \"value\": \"file:/reports/run\"}"));
    assertThat(calls.get(calls.size() - 1).path()).isEqualTo("runs/update");
    assertThat(body("runs/update"))
        .isEqualTo(
            JSON.readTree(
                "{\"run_id\": \"abc\", \"status\": \"FINISHED\", \"end_time\": "
                    + report.run().finished().toEpochMilli()
                    + "}"));
    assertThat(calls).extracting(Call::authorization).containsOnlyNulls();
  }

  @Test
  void metrics_are_named_after_split_and_metric_and_have_all_their_digits() throws IOException {
    EvaluationReport report = SampleReports.mnist();

    log(report);

    SplitReport test =
        report.splits().stream().filter(s -> "test".equals(s.split())).findFirst().orElseThrow();
    assertThat(logged("metrics").get("test/loss_mean").doubleValue())
        .isEqualTo(test.metrics().value("loss_mean"));
    assertThat(logged("metrics").get("test/rows_read").longValue()).isEqualTo(test.rows().read());
    assertThat(logged("metrics").get("gates").intValue()).isEqualTo(2);
    assertThat(logged("metrics").get("gates_failed").intValue()).isEqualTo(1);
  }

  @Test
  void what_is_no_number_is_written_as_protocol_buffers_do_and_what_is_undefined_left_out()
      throws IOException {
    MetricValues values =
        MetricValues.builder()
            .put("a", Double.NaN)
            .put("b", Double.POSITIVE_INFINITY)
            .put("c", Double.NEGATIVE_INFINITY)
            .put("d", null)
            .build();

    log(with(Map.of(), split("s", values)));

    Map<String, JsonNode> metrics = logged("metrics");
    assertThat(metrics.get("s/a").textValue()).isEqualTo("NaN");
    assertThat(metrics.get("s/b").textValue()).isEqualTo("Infinity");
    assertThat(metrics.get("s/c").textValue()).isEqualTo("-Infinity");
    assertThat(metrics).doesNotContainKey("s/d");
  }

  @Test
  void batches_and_texts_stay_within_the_limits() throws IOException {
    MetricValues.Builder many = MetricValues.builder();
    for (int i = 0; i < 2500; i++) {
      many.put("m" + i, i);
    }
    Map<String, Object> configuration = new LinkedHashMap<>();
    for (int i = 0; i < 250; i++) {
      configuration.put("k" + i, "\u00e9".repeat(400));
    }

    log(with(configuration, split("\u20ac" + "x".repeat(500), many.build())));

    assertThat(logged("metrics")).hasSize(2500 + 3 + 2);
    assertThat(logged("params")).hasSize(250);
    for (Call call : calls("runs/log-batch")) {
      assertThat(call.body().path("metrics").size()).isLessThanOrEqualTo(1000);
      assertThat(call.body().path("params").size()).isLessThanOrEqualTo(100);
    }
    for (String key : logged("metrics").keySet()) {
      assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(250);
    }
    assertThat(logged("params").get("k0").textValue()).isEqualTo("\u00e9".repeat(125));
  }

  @Test
  void the_configuration_becomes_parameters_by_their_paths() throws IOException {
    log(
        with(
            Map.of(
                "columns", Map.of("logits", "z"),
                "metrics", Map.of("top_k", List.of(1, 5)),
                "gates", List.of())));

    assertThat(logged("params")).containsOnlyKeys("columns.logits", "metrics.top_k");
    assertThat(logged("params").get("metrics.top_k").textValue()).isEqualTo("[1, 5]");
  }

  @Test
  void names_that_mlflow_refuses_are_made_to_fit_and_kept_apart() throws IOException {
    MetricValues value = MetricValues.builder().put("m", 1).build();

    log(
        with(
            Map.of(),
            split("a/b", value),
            split("a:b", value),
            split("..", value),
            split("", value),
            split("gates", value),
            split("\u00e9t\u00e9 1", value)));

    assertThat(logged("metrics"))
        .containsKeys(
            "a_b/m", "a_b-2/m", "_../m", "_/m", "gates-2/m", "\u00e9t\u00e9 1/m", "gates");
  }

  @Nested
  class An_experiment {
    private void missing() {
      answer(
          "experiments/get-by-name",
          404,
          "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"No such\"}");
    }

    @Test
    void is_created_if_there_is_none() throws IOException {
      missing();
      log(SampleReports.mnist());
      assertThat(body("experiments/create").get("name").asText()).isEqualTo("an experiment");
      assertThat(body("runs/create").get("experiment_id").asText()).isEqualTo("8");
    }

    @Test
    void that_another_run_creates_meanwhile_is_looked_up_again() {
      missing();
      answer(
          "experiments/create",
          400,
          "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\", \"message\": \"there\"}");
      assertThatThrownBy(() -> log(SampleReports.mnist())).hasMessageContaining("No such");
      assertThat(calls("experiments/get-by-name")).hasSize(2);
    }

    @Test
    void that_is_deleted_is_not_used() {
      answer(
          "experiments/get-by-name",
          200,
          "{\"experiment\": {\"experiment_id\": \"7\", \"lifecycle_stage\": \"deleted\"}}");
      assertThatThrownBy(() -> log(SampleReports.mnist()))
          .hasMessage("the experiment \"an experiment\" is deleted, expected one that is active");
    }
  }

  @Nested
  class A_failure {
    private void assertFails(String... parts) {
      assertThatThrownBy(() -> log(SampleReports.mnist()))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(parts)
          .message()
          .hasSizeLessThan(500)
          .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void of_the_server_is_named_by_its_status(int status) {
      answer(
          "runs/create",
          status,
          "{\"error_code\": \"SOME_CODE\", \"message\": \"first\\nsecond "
              + "x".repeat(999)
              + "\"}");
      assertFails("runs/create", "status " + status, "SOME_CODE", "first second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Bad gateway</html>"})
    void without_json_is_named_all_the_same(String body) {
      answer("experiments/get-by-name", 502, body);
      assertFails("experiments/get-by-name was answered with status 502");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Sign in</html>", "[]", "{}"})
    void to_understand_the_answer_is_one_too(String body) {
      answer("experiments/get-by-name", 200, body);
      assertFails("answer");
      assertThat(calls("runs/create")).isEmpty();
    }

    @Test
    void in_the_middle_ends_the_run_as_failed() {
      answer("runs/log-batch", 500, "");
      assertFails("runs/log-batch", "500");
      assertThat(body("runs/update").get("status").asText()).isEqualTo("FAILED");
    }

    @Test
    void to_end_its_answer_fills_no_memory() {
      answer("experiments/get-by-name", 200, "x".repeat(2 << 20));
      assertFails("experiments/get-by-name", "the answer is longer than 1048576 bytes");
    }

    @Test
    void to_redirect_is_not_followed() {
      answer("experiments/get-by-name", 302, "");
      assertFails("302");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"experiment\": "})
    void to_answer_whole_ends_with_the_time_out(String sent) {
      answer("experiments/get-by-name", 0, sent);
      long start = System.nanoTime();
      assertFails("experiments/get-by-name: no answer within 1 s");
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void to_connect_says_so_and_reaches_nobody_else() throws IOException {
      int free;
      try (ServerSocket socket = new ServerSocket(0)) {
        free = socket.getLocalPort();
      }
      String refused = "http://localhost:" + free;
      assertThatThrownBy(
              () ->
                  MlflowLog.log(
                      new Configuration(false),
                      new MlflowServer(refused, null, null, 1, null),
                      SampleReports.mnist(),
                      "place"))
          .hasMessage("experiments/get-by-name: cannot connect");
      ConfigurationReader reader =
          ConfigurationReader.of("t", "{input: {path: x}, output: {mlflow: {}}}");
      reader.setText("output.mlflow.tracking_uri", refused);
      assertThatCode(
              () ->
                  MlflowLog.log(
                      new Configuration(false), reader.read(), SampleReports.mnist(), "place"))
          .doesNotThrowAnyException();
    }
  }

  @Nested
  class The_token {
    private void log() throws IOException {
      MlflowLog.log(
          new Configuration(false),
          new MlflowServer(uri(), "e", VARIABLE, 1, true),
          SampleReports.mnist(),
          "place");
    }

    @Test
    void comes_from_the_environment_and_goes_with_every_call() throws IOException {
      log();
      assertThat(calls).extracting(Call::authorization).containsOnly("Bearer " + TOKEN);
    }

    @Test
    void is_in_no_message_though_the_server_repeats_it() {
      answer("runs/create", 403, "{\"message\": \"bad token Bearer " + TOKEN + "\"}");
      assertThatThrownBy(this::log)
          .hasMessageContaining("Bearer ***")
          .message()
          .doesNotContain(TOKEN);
    }

    @Test
    void that_no_header_can_hold_is_not_shown_either() {
      assertThatThrownBy(() -> new MlflowClient("http://h", Duration.ofSeconds(1), "to\nken"))
          .isInstanceOf(IOException.class)
          .hasMessage("the token has characters other than printable ASCII");
    }

    @Test
    void is_in_no_parameter() throws IOException {
      log();
      assertThat(calls).noneMatch(call -> String.valueOf(call.body()).contains(TOKEN));
    }
  }
}
