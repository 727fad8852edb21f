// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.sparkxent.job.config.MlflowServer;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.html.HtmlReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a report with a server that stores artifacts itself, as its REST API has it. */
class MlflowArtifactsTest extends MlflowFixture {
  private final Configuration hadoop = new Configuration(false);

  private static final String STORE = "/api/2.0/mlflow-artifacts/artifacts/";

  private void log(String place, Boolean artifacts) throws IOException {
    answer(
        "runs/create",
        200,
        "{\"run\": {\"info\": {\"run_id\": \"abc\", \"artifact_uri\": \"" + place + "\"}}}");
    MlflowLog.log(
        hadoop,
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
  @CsvSource({
    "s3://bucket/7/abc",
    "dbfs://other/7/abc",
    "/srv/mlruns/7",
    "file:///srv/mlruns/7",
    "wasbs://a@b/c",
    "mlflow-artifacts://other:80/7"
  })
  void nothing_is_sent_where_another_store_has_them(String place) throws IOException {
    log(place, true);
    assertThat(uploads()).isEmpty();
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void a_place_of_databricks_is_written_in_blocks_by_its_own_calls() throws IOException {
    answer("/api/2.0/dbfs/create", 200, "{\"handle\": 9007199254740993}");
    answer("/api/2.0/dbfs/add-block", 200, "{}");
    answer("/api/2.0/dbfs/close", 200, "{}");

    log("dbfs:/mnt/runs/abc", true);

    assertThat(calls("/api/2.0/dbfs/create"))
        .extracting(call -> call.body().get("path").asText(), call -> call.body().get("overwrite"))
        .containsExactly(
            tuple("/mnt/runs/abc/metrics.json", BooleanNode.TRUE),
            tuple("/mnt/runs/abc/report.html", BooleanNode.TRUE));
    assertThat(calls("/api/2.0/dbfs/close"))
        .extracting(call -> call.body().get("handle").asLong())
        .containsExactly(9007199254740993L, 9007199254740993L);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    for (Call call : calls("/api/2.0/dbfs/add-block")) {
      String block = call.body().get("data").asText();
      assertThat(block.length()).isLessThanOrEqualTo(1 << 20);
      stored.write(Base64.getDecoder().decode(block));
    }
    assertThat(stored.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            new JsonReport().render(SampleReports.mnist())
                + new HtmlReport().render(SampleReports.mnist()));
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void a_run_that_databricks_manages_is_written_to_the_address_that_it_signs() throws IOException {
    answer(
        "artifacts/credentials-for-write",
        200,
        "{\"credential_infos\": [{\"run_id\": \"abc\", \"signed_uri\": \""
            + uri()
            + "/signed?sig=s%2Bs\", \"headers\": [{\"name\": \"x-own\", \"value\": \"1\"}],"
            + " \"type\": \"AZURE_SAS_URI\"}]}");
    answer("/signed", 201, "");

    log("dbfs:/databricks/mlflow-tracking/7/abc/artifacts", true);

    assertThat(calls("artifacts/credentials-for-write"))
        .extracting(
            call -> call.body().get("run_id").asText(), call -> call.body().get("path").toString())
        .containsExactly(tuple("abc", "[\"metrics.json\"]"), tuple("abc", "[\"report.html\"]"));
    List<Call> signed = calls("/signed");
    assertThat(signed).extracting(Call::query).containsOnly("sig=s+s");
    assertThat(signed).extracting(Call::authorization).containsOnlyNulls();
    assertThat(signed.get(0).body().asText())
        .isEqualTo(new JsonReport().render(SampleReports.mnist()));
    assertThat(signed).hasSize(2);
  }

  private void sign(String address, String type) throws IOException {
    answer(
        "artifacts/credentials-for-write",
        200,
        "{\"credential_infos\": [{\"signed_uri\": \"%s\", \"type\": \"%s\"}]}"
            .formatted(address, type));
    answer("/signed", 201, "");
  }

  @Test
  void a_place_that_takes_no_single_put_gets_nothing() throws IOException {
    sign(uri() + "/signed?sig=s", "AZURE_ADLS_GEN2_SAS_URI");

    log("dbfs:/databricks/mlflow-tracking/7/abc/artifacts", true);

    assertThat(calls("/signed")).isEmpty();
    assertThat(status()).isEqualTo("FINISHED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/signed?sig=secret", "https:///x?sig=secret", "ftp://h/x?sig=secret"})
  void an_address_that_is_none_is_not_told(String address) throws IOException {
    MlflowClient client = new MlflowClient(uri(), Duration.ofSeconds(2), null);
    sign(address, "AWS_PRESIGNED_URL");
    DatabricksArtifacts store =
        DatabricksArtifacts.of(
            client, new MlflowClient.Run("abc", "dbfs:/databricks/mlflow-tracking/7/abc"));

    assertThatThrownBy(() -> store.put("metrics.json", "application/json", "{}"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "credential_infos[0].signed_uri is no address of a host, expected one of http or https")
        .hasNoCause();
  }

  @Test
  void a_file_that_cannot_be_written_is_closed() throws IOException {
    answer("/api/2.0/dbfs/create", 200, "{\"handle\": 7}");
    answer("/api/2.0/dbfs/add-block", 500, "full");
    answer("/api/2.0/dbfs/close", 200, "{}");

    log("dbfs:/mnt/runs/abc", true);

    assertThat(calls("/api/2.0/dbfs/close")).hasSize(1);
    assertThat(status()).isEqualTo("FINISHED");
  }

  @Test
  void storage_whose_classes_are_not_whole_gets_nothing() throws IOException {
    hadoop.setClass("fs.s3a.impl", Unlinked.class, FileSystem.class);

    log("s3://bucket/7/abc/artifacts", true);

    assertThat(status()).isEqualTo("FINISHED");
  }

  /** What a connector without the library that it needs is: its class cannot be loaded. */
  public static final class Unlinked extends RawLocalFileSystem {
    private static final int LIBRARY = Integer.parseInt("none");
  }

  @Test
  void a_refused_signed_address_is_not_told() throws IOException {
    MlflowClient client = new MlflowClient(uri(), Duration.ofSeconds(2), null);
    answer("/signed", 403, "no");

    assertThatThrownBy(
            () -> client.putSigned(URI.create(uri() + "/signed?sig=secret"), Map.of(), "x"))
        .hasMessage(
            "the upload to the address that the server signed was answered with status 403");
  }

  @Test
  void storage_that_hadoop_reaches_is_written_by_it(@TempDir Path directory) throws IOException {
    hadoop.setClass("fs.s3a.impl", Bucket.class, FileSystem.class);
    hadoop.setBoolean("fs.s3a.impl.disable.cache", true); // nobody else meets this bucket
    hadoop.set("bucket.directory", directory.toString());

    log("s3://bucket/7/abc/artifacts", true);

    assertThat(directory.resolve("7/abc/artifacts/metrics.json"))
        .hasContent(new JsonReport().render(SampleReports.mnist()));
    assertThat(directory.resolve("7/abc/artifacts/report.html")).exists();
    assertThat(uploads()).isEmpty();
  }

  /** A directory in the place of a bucket. */
  public static final class Bucket extends RawLocalFileSystem {
    private URI name;

    @Override
    public void initialize(URI uri, Configuration conf) throws IOException {
      super.initialize(uri, conf);
      name = uri;
    }

    @Override
    public URI getUri() {
      return name == null ? URI.create("s3a://bucket") : name;
    }

    @Override
    public File pathToFile(org.apache.hadoop.fs.Path path) {
      return new File(getConf().get("bucket.directory") + path.toUri().getPath());
    }
  }

  @Test
  void names_of_the_store_are_encoded() throws IOException {
    log("mlflow-artifacts:///a b/c", true);
    assertThat(uploads()).containsExactly(STORE + "a b/c/metrics.json");
  }
}
