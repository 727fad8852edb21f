// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.job.config.MlflowServer;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.html.HtmlReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a report with a server that stores artifacts itself, as its REST API has it. */
class MlflowArtifactsTest extends MlflowFixture {
  private static final String STORE = "/api/2.0/mlflow-artifacts/artifacts/";

  private void log(String place, Boolean artifacts) throws IOException {
    answer(
        "runs/create",
        200,
        "{\"run\": {\"info\": {\"run_id\": \"abc\", \"artifact_uri\": \"" + place + "\"}}}");
    MlflowLog.log(
        new MlflowServer(uri(), "e", "NOT_SET_ANYWHERE", 2, artifacts),
        SampleReports.mnist(),
        "place");
  }

  private List<String> uploads() {
    return calls.stream().map(Call::path).filter(path -> path.startsWith(STORE)).toList();
  }

  private String status() {
    return body("runs/update").get("status").asText();
  }

  @Test
  void the_report_for_people_and_the_one_for_programs_are_uploaded_whole() throws IOException {
    answer(STORE + "7/abc/artifacts/metrics.json", 200, "{}");
    answer(STORE + "7/abc/artifacts/report.html", 200, "{}");

    log("mlflow-artifacts:/7/abc/artifacts", null);

    JsonNode metrics = calls(STORE + "7/abc/artifacts/metrics.json").get(0).body();
    assertThat(metrics.asText()).isEqualTo(new JsonReport().render(SampleReports.mnist()));
    JsonNode html = calls(STORE + "7/abc/artifacts/report.html").get(0).body();
    assertThat(html.asText()).isEqualTo(new HtmlReport().render(SampleReports.mnist()));
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void a_server_that_refuses_them_has_the_run_all_the_same() throws IOException {
    answer(STORE + "7/abc/artifacts/metrics.json", 503, "not here");
    log("mlflow-artifacts:/7/abc/artifacts", true);
    assertThat(uploads()).hasSize(1);
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void nothing_is_uploaded_if_it_is_not_wanted() throws IOException {
    log("mlflow-artifacts:/7/abc/artifacts", false);
    assertThat(uploads()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"s3://bucket/7/abc", "dbfs:/7/abc", "/srv/mlruns/7", "mlflow-artifacts://other:80/7"})
  void nothing_is_sent_where_another_store_has_them(String place) throws IOException {
    log(place, true);
    assertThat(uploads()).isEmpty();
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void names_of_the_store_are_encoded() throws IOException {
    log("mlflow-artifacts:///a b/c", true);
    assertThat(uploads()).containsExactly(STORE + "a b/c/metrics.json");
  }
}
