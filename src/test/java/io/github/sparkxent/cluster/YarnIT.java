// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * YARN, with Spark 3.5.6: exit codes in client mode, final status and one attempt in cluster mode.
 */
@Tag("yarn")
class YarnIT {
  private static final String[] SETTINGS = {
    "yarn.nodemanager.vmem-check-enabled=false",
    "yarn.nodemanager.pmem-check-enabled=false",
    "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage=100",
    "yarn.nodemanager.resource.memory-mb=6144",
    "yarn.scheduler.minimum-allocation-mb=256",
    "yarn.scheduler.capacity.root.queues=default",
    "yarn.scheduler.capacity.root.default.capacity=100",
    "yarn.scheduler.capacity.maximum-am-resource-percent=1.0"
  };

  @TempDir private static Path directory;

  @AutoClose
  @SuppressWarnings("unused") // JUnit closes it
  private static ClusterProcess cluster;

  @BeforeAll
  static void start() throws Exception {
    Path home = ClusterProcess.home("yarn");
    Path classes = ClusterProcess.copyOf(YarnCluster.class, directory.resolve("classes"));
    Path written = Files.createDirectories(directory.resolve("conf")).resolve("yarn-site.xml");
    cluster =
        ClusterProcess.start(
                classes + File.pathSeparator + home.resolve("jars") + "/*",
                home,
                directory,
                YarnCluster.class.getName(),
                Stream.concat(Stream.of(written.toString()), Stream.of(SETTINGS))
                    .toArray(String[]::new))
            .awaitFile(written);
  }

  private static SparkSubmit.Result evaluate(String mode, String... more) throws Exception {
    Path home = ClusterProcess.home("spark-on-yarn").toAbsolutePath();
    Path conf = directory.resolve("conf");
    EvaluateArguments arguments =
        EvaluateArguments.of(
                Path.of("data/mnist/mlp").toUri().toString(),
                mode,
                directory.resolve("out").toUri().toString())
            .with("--id", "example_id")
            .with(more);
    return new SparkSubmit(directory)
        .ofHome(home)
        .withClasses(conf)
        .withVariable("HADOOP_CONF_DIR", conf.toString())
        .with("--master", "yarn", "--deploy-mode", mode)
        .with("--driver-memory", "1g", "--executor-memory", "1g", "--num-executors", "1")
        .with("--conf", "spark.yarn.jars=local:" + home + "/jars/*")
        .with("--conf", "spark.yarn.stagingDir=" + directory.resolve("staging").toUri())
        .with("--conf", "spark.yarn.maxAppAttempts=1")
        .with("--conf", "spark.hadoop.ipc.client.connect.max.retries=0")
        .run(arguments.toArray());
  }

  @Test
  void success_is_succeeded_in_cluster_mode_and_the_figure_is_the_known_one() throws Exception {
    SparkSubmit.Result result = evaluate("cluster");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("final status: SUCCEEDED");
    assertThat(directory.resolve("out/mnist/cluster/metrics.json"))
        .content()
        .contains("\"loss_sum_hex\": \"0x1.87c17d9b75a4ep8\"");
  }

  @Test
  void a_failure_in_cluster_mode_is_shown_with_its_reason_and_not_tried_again() throws Exception {
    SparkSubmit.Result result = evaluate("cluster", "--label", "label + 5");

    assertThat(result.exitCode()).as(result.err()).isNotZero();
    assertThat(result.err())
        .contains("final status: FAILED", "rows are invalid: label_out_of_range", "exit code 3");
    assertThat(containers()).anyMatch(name -> name.contains("_01_000001"));
    assertThat(containers()).noneMatch(name -> name.contains("_02_000001"));
  }

  /** The names of all containers so far: of an application, an attempt and a number in it. */
  private static List<String> containers() throws Exception {
    try (Stream<Path> logs = Files.walk(directory.resolve("target"))) {
      return logs.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("container_"))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | --run-id | again",
        "2 | --logits | no_such_column",
        "3 | --label | label + 5",
        "4 | --set | gates=[{split: test, metric: loss_mean, max: 0.1}]",
        "5 | --output | hdfs://127.0.0.1:1/out"
      })
  void in_client_mode_the_exit_code_comes_back(int code, String option, String value)
      throws Exception {
    SparkSubmit.Result result = evaluate("client", option, value);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(code);
  }
}
