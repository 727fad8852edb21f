// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar and the pom that a release publishes, taken from a repository as Spark takes packages.
 */
class PackagesIT {
  private static final String VERSION = BuildFiles.version();
  private static final String NAME = "spark-xent-" + VERSION;

  @TempDir private Path directory;

  /** A repository with nothing else in it. */
  private Path repository() throws IOException {
    Path repository = directory.resolve("repository");
    Path released =
        Files.createDirectories(repository.resolve("io/github/sparkxent/spark-xent/" + VERSION));
    Files.copy(Path.of("dependency-reduced-pom.xml"), released.resolve(NAME + ".pom"));
    Files.copy(Path.of(SparkSubmit.jar()), released.resolve(NAME + ".jar"));
    return repository;
  }

  private static String commitOfJar() throws IOException {
    try (JarFile jar = new JarFile(SparkSubmit.jar())) {
      return jar.getManifest().getMainAttributes().getValue("Implementation-Commit");
    }
  }

  @Test
  void the_coordinates_are_all_that_spark_needs_and_bring_nothing_else() throws Exception {
    String noNetwork =
        "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -Dhttp.proxyHost=127.0.0.1"
            + " -Dhttp.proxyPort=9 -Duser.home="
            + directory;
    SparkSubmit.Result result =
        new SparkSubmit(directory)
            .withVariable("JAVA_TOOL_OPTIONS", noNetwork)
            .with("--repositories", repository().toUri().toString())
            .with("--conf", "spark.jars.ivy=" + directory.resolve("ivy"))
            .ofPackage("io.github.sparkxent:spark-xent:" + VERSION)
            .run(
                "evaluate", "--input", "data/tutorial", "--output", "" + directory, "--run-id=run");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("1.2228179");
    try (Stream<Path> jars = Files.list(directory.resolve("ivy/jars"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .containsExactly("io.github.sparkxent_" + NAME + ".jar");
    }
    String commit = commitOfJar();
    assertThat(directory.resolve("evaluation/run/metrics.json"))
        .content()
        .contains("\"spark_xent\": \"" + VERSION + "\"")
        .contains(commit == null ? "" : "\"spark_xent_commit\": \"" + commit + "\"");
    if (Files.exists(Path.of(".git"))) {
      assertThat(commit).matches("[0-9a-f]{40}(-dirty)?");
    }
  }
}
