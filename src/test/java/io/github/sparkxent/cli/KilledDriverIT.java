// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkSubmit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real drivers, killed while they publish: no earlier result is lost, the next run succeeds. */
class KilledDriverIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("out/tutorial");
  }

  private SparkSubmit submit() throws URISyntaxException {
    Path testClasses =
        Path.of(FaultyFileSystem.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path alone = directory.resolve("classes");
    copyFileSystem(testClasses, alone);
    return new SparkSubmit(directory)
        .withClasses(alone)
        .with("--conf", "spark.hadoop.fs.faulty.impl=" + FaultyFileSystem.class.getName());
  }

  /** Only the file system itself: no other test class may be seen by the product. */
  private static void copyFileSystem(Path from, Path to) {
    String folder = FaultyFileSystem.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.list(from.resolve(folder))) {
      Files.createDirectories(to.resolve(folder));
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Path copy = to.resolve(folder).resolve(name);
        if (name.startsWith("FaultyFileSystem") && !Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String[] arguments(String... more) {
    return Stream.concat(
            Stream.of(
                "evaluate",
                "conf/tutorial.yaml",
                "--run-id",
                "run",
                "--output",
                "faulty://" + directory.resolve("out")),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private SparkSubmit.Result evaluate(String... more) throws Exception {
    return submit().run(arguments(more));
  }

  /** Starts a driver that stops before a rename, waits until it does, and kills it. */
  private void killBeforeTheRenameOf(String name, String signal) throws Exception {
    Path printed = directory.resolve("killed.out");
    Path err = directory.resolve("killed.err");
    Process driver =
        submit()
            .with("--conf", "spark.hadoop." + FaultyFileSystem.STOP_AT_RENAME_FROM + "=" + name)
            .start(printed, err, arguments("--set", "loss.label_smoothing=0.1"));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!Files.readString(printed).contains("stopped before the rename of " + name)) {
      assertThat(driver.isAlive()).as(Files.readString(err)).isTrue();
      assertThat(Instant.now()).as(Files.readString(err)).isBefore(deadline);
      Thread.sleep(100);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(driver.pid())).start().waitFor();
    assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(out())) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String status() throws IOException {
    return Files.readString(out().resolve("run.status.json"));
  }

  @Test
  void told_to_end_while_it_is_at_work_says_so_in_a_last_line_and_in_the_status() throws Exception {
    Path err = directory.resolve("ended.err");
    Process driver =
        submit()
            .start(
                directory.resolve("ended.out"),
                err,
                arguments("--set", "input={path: " + directory.resolve("none") + ", wait: 1h}"));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!Files.exists(out().resolve("run.status.json"))) {
      assertThat(driver.isAlive()).as(Files.readString(err)).isTrue();
      assertThat(Instant.now()).as(Files.readString(err)).isBefore(deadline);
      Thread.sleep(100);
    }

    driver.destroy();

    assertThat(driver.waitFor()).isEqualTo(143);
    assertThat(Files.readAllLines(err).stream().filter(line -> line.startsWith("spark-xent: ")))
        .containsExactly("spark-xent: interrupted");
    assertThat(Files.readAllLines(err)).last().isEqualTo("spark-xent: interrupted");
    assertThat(status()).contains("\"state\" : \"interrupted\"");
    assertThat(entries()).containsExactly("run.status.json");
  }

  @ParameterizedTest
  @CsvSource({"KILL", "TERM"})
  void before_the_first_rename_leaves_the_earlier_result_whole(String signal) throws Exception {
    assertThat(evaluate().exitCode()).isZero();
    String earlier = Files.readString(out().resolve("run/metrics.json"));
    String pointer = Files.readString(out().resolve("latest.json"));

    killBeforeTheRenameOf("run", signal);

    assertThat(out().resolve("latest.json")).hasContent(pointer);
    assertThat(out().resolve("run/_SUCCESS")).hasContent(pointer);

    assertThat(out().resolve("run/metrics.json")).hasContent(earlier);
    assertThat(out().resolve("run/_SUCCESS")).exists();
    assertThat(status()).contains("\"running\"");
    assertThat(evaluate("--set", "loss.label_smoothing=0.2").exitCode()).isZero();
    assertThat(out().resolve("run/metrics.json")).content().contains("\"label_smoothing\": 0.2");
    assertThat(status()).contains("\"passed\"");
    assertThat(out().resolve("latest.json")).hasContent(status());
  }

  @Test
  void between_the_two_renames_leaves_the_earlier_result_to_be_restored() throws Exception {
    assertThat(evaluate().exitCode()).isZero();
    String earlier = Files.readString(out().resolve("run/metrics.json"));

    killBeforeTheRenameOf(".staging-", "KILL");

    assertThat(out().resolve("run")).doesNotExist();
    assertThat(status()).contains("\"running\"");
    // A run that is refused publishes nothing: what stands there afterwards is what was restored.
    assertThat(evaluate("--label", "label + 9").exitCode()).isEqualTo(3);
    assertThat(out().resolve("run/metrics.json")).hasContent(earlier);
    assertThat(out().resolve("run/_SUCCESS")).exists();
    assertThat(status()).contains("\"failed\"");
    assertThat(entries()).noneMatch(name -> name.startsWith(".previous-"));
  }
}
