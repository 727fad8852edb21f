// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeMode;
import org.apache.hadoop.fs.SafeModeAction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input and output on HDFS. */
@Tag("hdfs")
class HdfsIT {
  private static final Path OUT = new Path("/evaluations/mnist");

  @TempDir private static java.nio.file.Path directory;

  @AutoClose
  @SuppressWarnings("unused") // JUnit closes it
  private static ClusterProcess cluster;

  private static String uri;
  private static FileSystem hdfs;

  @BeforeAll
  static void start() throws Exception {
    int port = ClusterProcess.freePort();
    uri = "hdfs://127.0.0.1:" + port;
    cluster =
        ClusterProcess.start(
                ClusterProcess.home("hdfs"),
                directory,
                "org.apache.hadoop.test.MiniDFSClusterManager",
                "-format",
                "-datanodes",
                "1",
                "-nnport",
                Integer.toString(port),
                "-writeConfig",
                directory.resolve("hdfs.xml").toString())
            .awaitFile(directory.resolve("hdfs.xml"));
    hdfs = FileSystem.get(URI.create(uri), new Configuration());
    hdfs.mkdirs(new Path("/data"));
    try (var files = Files.list(java.nio.file.Path.of("data/mnist/mlp"))) {
      for (java.nio.file.Path file : files.toList()) {
        hdfs.copyFromLocalFile(new Path(file.toString()), new Path("/data/" + file.getFileName()));
      }
    }
  }

  private static SparkSubmit.Result evaluate(String... more) throws Exception {
    EvaluateArguments arguments =
        EvaluateArguments.of(uri + "/data", "run", uri + "/evaluations").with(more);
    return new SparkSubmit(directory).run(arguments.toArray());
  }

  private static String read(String name) throws IOException {
    try (var in = hdfs.open(new Path(OUT, name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> entries() throws IOException {
    return Arrays.stream(hdfs.listStatus(OUT))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .filter(name -> !name.startsWith(".latest-"))
        .sorted()
        .toList();
  }

  @Test
  void results_are_replaced_whole_and_safe_mode_is_worth_a_retry() throws Exception {
    assertThat(evaluate("--set", "loss.label_smoothing=0.1").exitCode()).isZero();
    SparkSubmit.Result second = evaluate("--set", "output.losses=true");
    assertThat(second.exitCode()).as(second.err()).isZero();
    String published = read("run/metrics.json");
    EvaluationReport report = new JsonReport().parse(published);
    assertThat(published).contains("\"loss_sum_hex\": \"0x1.87c17d9b75a4ep8\"");
    assertThat(report.run().input().files())
        .allSatisfy(file -> assertThat(file.path()).startsWith(uri + "/data/"));
    assertThat(hdfs.exists(new Path(OUT, "run/_SUCCESS"))).isTrue();
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
    assertThat(read("run.status.json")).contains("\"passed\"");

    ((SafeMode) hdfs).setSafeMode(SafeModeAction.ENTER);
    SparkSubmit.Result refused = evaluate();
    ((SafeMode) hdfs).setSafeMode(SafeModeAction.LEAVE);

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
    assertThat(refused.ownErrors()).singleElement().asString().containsIgnoringCase("safe mode");
    assertThat(read("run/metrics.json")).isEqualTo(published);
    assertThat(evaluate().exitCode()).isZero();
  }

  @Test
  void an_output_in_the_input_is_refused() throws Exception {
    SparkSubmit.Result result = evaluate("--output", uri + "/data/out");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.ownErrors()).singleElement().asString().contains("lies in input.path");
  }
}
