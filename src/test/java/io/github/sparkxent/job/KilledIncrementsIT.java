// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkClasses;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.report.EvaluationReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver that is killed while it keeps states leaves what the next run can use. */
class KilledIncrementsIT extends EvaluationFixture {
  KilledIncrementsIT(SparkSession spark) {
    super(spark);
  }

  /** A run that kills its own process before an operation of the file system. */
  static final class Driver {
    private Driver() {}

    /**
     * Runs.
     *
     * @param arguments the configuration, the operation, the beginning of a file's name, and how
     *     often it is let pass
     * @throws IOException if the configuration cannot be read
     */
    public static void main(String[] arguments) throws IOException {
      AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[3]));
      FaultyFileSystem.set(
          (operation, path) -> {
            if (operation.equals(arguments[1])
                && path.getName().startsWith(arguments[2])
                && left.getAndDecrement() == 0) {
              kill();
            }
          });
      SparkSession spark =
          SparkSession.builder()
              .master("local[2]")
              .config("spark.ui.enabled", false)
              .config("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName())
              .getOrCreate();
      String yaml = Files.readString(Path.of(arguments[0]));
      EvaluationJob.run(spark, ConfigurationReader.of("killed.yaml", yaml).read());
    }

    private static void kill() throws IOException {
      String own = Long.toString(ProcessHandle.current().pid());
      try {
        new ProcessBuilder("kill", "-KILL", own).start().waitFor();
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private int runAndKill(Path configuration, String operation, String name, int passed)
      throws Exception {
    List<String> command = SparkClasses.java();
    command.addAll(
        List.of(
            "-cp",
            SparkClasses.path() + File.pathSeparator + System.getProperty("java.class.path"),
            Driver.class.getName(),
            configuration.toString(),
            operation,
            name,
            Integer.toString(passed)));
    Process driver =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.log").toFile())
            .start();
    assertThat(driver.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return driver.exitValue();
  }

  private String splits() throws IOException {
    String report = Files.readString(result("metrics.json"));
    return report.substring(report.indexOf("\n  \"splits\""));
  }

  @ParameterizedTest
  @CsvSource({
    // The first of both is the trial of the directory, before a row is read.
    "create, _writing-, 1, 3, false",
    "rename, _writing-, 0, 3, false",
    "delete, _writing-, 1, 0, false",
    "create, metrics.json, 0, 0, false"
  })
  void the_next_run_gives_the_figures_of_one_run(
      String operation, String name, int passed, int read, boolean isPublished) throws Exception {
    assertNextRun(operation, name, passed, read, isPublished);
  }

  @ParameterizedTest
  @EnabledIfSystemProperty(named = "sparkxent.kills", matches = "all")
  @CsvSource({
    "list, files, 0, 3, false",
    "open, part-, 0, 3, false",
    "create, _writing-, 0, 3, false",
    "open, part-, 4, 3, false",
    "open, part-, 7, 3, false",
    "rename, .staging, 0, 0, false",
    "create, run.status, 1, 0, true"
  })
  void so_it_does_wherever_the_driver_is_killed(
      String operation, String name, int passed, int read, boolean isPublished) throws Exception {
    assertNextRun(operation, name, passed, read, isPublished);
  }

  private void assertNextRun(
      String operation, String name, int passed, int read, boolean isPublished) throws Exception {
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
    Path input = written("files", mnist().limit(600).repartition(3));
    String yaml =
        """
        run_id: run
        input: {path: 'faulty://%s'}
        columns: {id: example_id}
        quality: {num_classes: 10}
        increments: {directory: 'faulty://%s'}
        output: {directory: 'faulty://%s'}
        """
            .formatted(input, directory.resolve("states"), directory.resolve("out"));
    Path file = Files.writeString(directory.resolve("killed.yaml"), yaml);

    assertThat(runAndKill(file, operation, name, passed))
        .as(Files.readString(directory.resolve("killed.log")))
        .isEqualTo(137);
    assertThat(Files.exists(result("metrics.json"))).isEqualTo(isPublished);

    EvaluationReport report = evaluate(ConfigurationReader.of("test.yaml", yaml));
    assertThat(report.run().input().states().filesRead()).isEqualTo(read);
    String increments = splits();
    evaluate(input, "columns.id=example_id", "quality.num_classes=10");
    assertThat(increments).isEqualTo(splits());
  }
}
