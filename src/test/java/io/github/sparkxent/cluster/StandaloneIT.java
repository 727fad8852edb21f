// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standalone master and worker: the jar is sent to the executors, the exit code comes back. */
@Tag("standalone")
class StandaloneIT {
  @TempDir private static Path directory;
  @AutoClose private static ClusterProcess master;

  @AutoClose
  @SuppressWarnings("unused") // JUnit closes it
  private static ClusterProcess worker;

  private static String url;

  @BeforeAll
  static void start() throws Exception {
    Path home = ClusterProcess.home("spark");
    int port = ClusterProcess.freePort();
    String web = Integer.toString(ClusterProcess.freePort());
    url = "spark://127.0.0.1:" + port;
    master =
        ClusterProcess.start(
                home,
                directory,
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                web)
            .await("New state: ALIVE");
    worker =
        ClusterProcess.start(
                home,
                directory,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "-c",
                "2",
                "-m",
                "3g",
                url)
            .await("Successfully registered with master");
  }

  private static SparkSubmit.Result evaluate(String mode, String... more) throws Exception {
    EvaluateArguments arguments =
        EvaluateArguments.of(
                Path.of("data/mnist/mlp").toAbsolutePath().toString(),
                mode,
                directory.resolve("out").toString())
            .with("--id", "example_id")
            .with(more);
    return new SparkSubmit(directory)
        .ofHome(ClusterProcess.home("spark"))
        .with("--master", url, "--deploy-mode", mode)
        .with("--executor-memory", "1g", "--driver-memory", "1g")
        .with("--conf", "spark.standalone.submit.waitAppCompletion=true")
        .with("--conf", "spark.hadoop.ipc.client.connect.max.retries=0")
        .run(arguments.toArray());
  }

  @Test
  void success_exits_0_with_the_known_figure() throws Exception {
    SparkSubmit.Result result = evaluate("client");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("391.75582");
    assertThat(directory.resolve("out/mnist/client/metrics.json"))
        .content()
        .contains("\"loss_sum_hex\": \"0x1.87c17d9b75a4ep8\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --logits | no_such_column | columns.logits \"no_such_column\" does not resolve",
        "3 | --label | label + 5 | rows are invalid: label_out_of_range",
        "4 | --set | gates=[{split: test, metric: loss_mean, max: 0.1}] | gate failed: split test",
        "5 | --output | hdfs://127.0.0.1:1/out | cannot be written"
      })
  void each_failure_has_its_exit_code_and_one_line(
      int code, String option, String value, String message) throws Exception {
    SparkSubmit.Result result = evaluate("client", option, value);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(code);
    assertThat(result.ownErrors()).singleElement().asString().contains(message);
  }

  @Test
  void in_cluster_mode_the_driver_s_state_tells_how_the_run_ended_and_it_runs_once()
      throws Exception {
    assertThat(evaluate("cluster").err()).contains("is FINISHED");

    SparkSubmit.Result failed = evaluate("cluster", "--label", "label + 5");

    // Spark's own client ends with 0 whatever became of the driver: docs/operations.md.
    assertThat(failed.exitCode()).isZero();
    assertThat(failed.err()).contains("is FAILED");
    assertThat(directory.resolve("out/mnist/cluster.status.json"))
        .content()
        .contains("\"failed\"", "label_out_of_range");
    assertThat(master.log().split("Launching driver driver-", -1)).hasSize(3);
  }
}
