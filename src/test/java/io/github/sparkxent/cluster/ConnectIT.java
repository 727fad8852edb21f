// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions and procedures through Spark Connect: the jar is on the server, the client knows
 * their names.
 */
@Tag("connect")
class ConnectIT {
  @TempDir private static Path directory;
  @AutoClose private static ClusterProcess server;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    int port = ClusterProcess.freePort();
    address = "sc://127.0.0.1:" + port;
    server =
        ClusterProcess.start(
                ClusterProcess.home("connect-server"),
                directory,
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[2]",
                "--jars",
                SparkSubmit.jar(),
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.connect.grpc.binding.port=" + port,
                "--class",
                "org.apache.spark.sql.connect.service.SparkConnectServer",
                "spark-internal")
            .await("Spark Connect server started at");
  }

  /** Runs queries in a client's process and returns what they give, one line each. */
  private static List<String> query(String... queries) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    Path classes =
        Path.of(ConnectClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path home = ClusterProcess.home("connect-client");
    command.addAll(List.of("-Xmx512m", "-cp", classes + ":" + home.resolve("jars") + "/*"));
    command.addAll(List.of(ConnectClient.class.getName(), address));
    command.addAll(Arrays.asList(queries));
    Path out = directory.resolve("client.out");
    Path err = directory.resolve("client.err");
    Process client =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(client.waitFor(3, TimeUnit.MINUTES)).as(server.log()).isTrue();
    assertThat(client.exitValue()).as(Files.readString(err) + server.log()).isZero();
    return Files.readAllLines(out);
  }

  @Test
  void a_client_without_the_jar_gets_the_known_figures() throws Exception {
    String mnist = "parquet.`" + Path.of("data/mnist/mlp").toAbsolutePath() + "`";

    assertThat(
            query(
                "SELECT xent.sparse_softmax_cross_entropy_with_logits(array(1F, 2F, 3F), 2) AS l",
                "SELECT xent.softmax(array(1F, 2F, 3F)) AS q",
                "SELECT xent.exact_sum(xent.sparse_softmax_cross_entropy_with_logits(logits, label))"
                    + " AS loss_sum FROM "
                    + mnist
                    + " WHERE split = 'test'"))
        .containsExactly(
            "{\"l\":0.4076059644443803}",
            "{\"q\":[0.09003057317038046,0.24472847105479764,0.6652409557748219]}",
            "{\"loss_sum\":391.7558228647439}");
  }

  @Test
  void a_call_evaluates_once_and_its_client_gets_the_result() throws Exception {
    Path out = directory.resolve("evaluations");
    String settings =
        "'name', 'called', 'input.path', '%s', 'output.directory', '%s'"
            .formatted(Path.of("data/tutorial").toAbsolutePath(), out);

    List<String> rows = query("CALL xent.evaluate(set => map(" + settings + "))");

    assertThat(rows).singleElement().asString().startsWith("{\"kind\":\"run\",\"passed\":true,");
    try (Stream<Path> runs = Files.list(out.resolve("called"))) {
      assertThat(runs.filter(Files::isDirectory)).hasSize(1);
    }
  }
}
