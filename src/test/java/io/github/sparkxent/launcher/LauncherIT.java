// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher of this very project, with the jar that the build has just made, Maven and Spark.
 */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("scripts/spark-xent").toAbsolutePath();

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private record Result(int exitCode, String out, String err) {}

  /** The call that prepares all others: it asks Maven for Spark's jars and makes the archive. */
  @BeforeAll
  static void prepare(@TempDir Path directory) throws Exception {
    LauncherIT test = new LauncherIT();
    test.directory = directory;
    Result result =
        test.run(Path.of("."), LAUNCHER, "evaluate", "conf/mnist.yaml", "--output", "" + directory);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("building spark-xent");
  }

  private Result run(Path workingDirectory, Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(SPARK|HADOOP|YARN)_.*|MASTER"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), out, Files.readString(err));
  }

  @Test
  void the_version_needs_no_spark() throws Exception {
    Result result = run(directory, LAUNCHER, "--version");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("spark-xent ").hasLineCount(1);
  }

  @Test
  void an_evaluation_prints_nothing_but_the_report_on_standard_output() throws Exception {
    Result result =
        run(Path.of("."), LAUNCHER, "evaluate", "conf/tutorial.yaml", "--output", "" + directory);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("tutorial").contains("1.2228179");
    assertThat(result.err()).doesNotContain("first call", "ERROR", "Exception");
    assertThat(result.err().lines()).noneMatch(line -> line.startsWith("["));
  }

  @Test
  void through_a_link_from_another_directory_paths_are_the_callers() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("xent"), LAUNCHER);
    Files.createSymbolicLink(directory.resolve("mine"), Path.of("data/tutorial").toAbsolutePath());

    Result result =
        run(
            directory,
            link,
            "--master",
            "local[1]",
            "--conf",
            "spark.app.id=tried",
            "evaluate",
            "--input",
            "mine",
            "--output",
            "out",
            "--run-id",
            "first");

    assertThat(result.exitCode()).as(result.err()).isZero();
    try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
      assertThat(files).anyMatch(file -> file.endsWith("first/_SUCCESS"));
    }
  }

  @Test
  void a_configuration_that_is_missing_is_exit_code_2_and_one_line() throws Exception {
    Result result = run(directory, LAUNCHER, "evaluate", "none.yaml");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err().lines().filter(line -> line.startsWith("spark-xent: ")))
        .singleElement()
        .asString()
        .contains("none.yaml");
  }

  @Test
  void the_archive_of_classes_is_used() throws Exception {
    Result result =
        run(directory, LAUNCHER, "--driver-java-options", "-Xlog:class+load", "evaluate", "--help");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches(".*io\\.github\\.sparkxent\\.cli\\.Main source: shared.*"));
  }

  @Test
  void a_spark_home_of_links_runs_the_jar_that_the_build_made() throws Exception {
    Path spark = Files.createDirectories(Path.of("target/spark-home").toAbsolutePath());
    Path jars = Files.createDirectories(spark.resolve("jars"));
    for (String jar : System.getProperty("java.class.path").split(":")) {
      if (jar.endsWith(".jar") && !jar.matches(".*/(picocli|snakeyaml|sketches-java)-.*")) {
        Path link = jars.resolve(Path.of(jar).getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(jar));
      }
    }
    Path submit = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        "#!/bin/sh\necho \"$@\" >&2\nexec java "
            + JavaModuleOptions.defaultModuleOptions()
            + " -cp \"$SPARK_HOME/jars/*\" org.apache.spark.deploy.SparkSubmit \"$@\"\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    environment.put("SPARK_HOME", spark.toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");

    Result result =
        run(
            Path.of("."),
            LAUNCHER,
            "--master",
            "local[1]",
            "evaluate",
            "conf/tutorial.yaml",
            "--output",
            directory.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("1.2228179");
    assertThat(result.err()).contains(" " + System.getProperty("sparkxent.jar") + " evaluate");
  }
}
