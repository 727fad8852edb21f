// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.cli.Main;
import io.github.sparkxent.job.mlflow.MlflowFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every door that text leaves by: report formats, status, console, messages, log and MLflow. None
 * shows a secret of the configuration, and none lets a terminal obey the data.
 */
@ExtendWith(SparkSessions.class)
class DoorsIT extends MlflowFixture {
  private static final String SECRET = "hunter2xyz";
  private static final String PACKAGE = "io.github.sparkxent";
  private static final char ESCAPE = '\u001b';

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Lines appender = new Lines();

  private final class Lines extends AbstractAppender {
    Lines() {
      super("doors", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      log.add(event.getMessage().getFormattedMessage());
    }
  }

  @BeforeEach
  void open(SparkSession session) {
    SparkSession.setActiveSession(session);
    appender.start();
    Configurator.setLevel(PACKAGE, Level.INFO);
    ((Logger) LogManager.getRootLogger()).addAppender(appender);
  }

  @AfterEach
  void close() {
    ((Logger) LogManager.getRootLogger()).removeAppender(appender);
    Configurator.setLevel(PACKAGE, Level.WARN);
  }

  /** Runs a configuration; what went out by each door by its name. */
  private Map<String, String> run(String yaml) throws IOException {
    Path config = Files.writeString(directory.resolve("doors.yaml"), yaml);
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      Main.main(
          new String[] {
            "evaluate", config.toString(), "--output", directory + "/o", "--run-id", "r"
          });
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
    Map<String, String> doors = new TreeMap<>();
    doors.put("standard output", out.toString(UTF_8));
    doors.put("standard error", err.toString(UTF_8));
    doors.put("log", String.join("\n", log));
    doors.put("MLflow", calls.toString());
    try (Stream<Path> files = Files.walk(Files.createDirectories(directory.resolve("o")))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        doors.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return doors;
  }

  private static void assertClean(Map<String, String> doors, String... names) {
    assertThat(doors.keySet()).containsAll(List.of(names));
    doors.forEach(
        (door, text) -> {
          assertThat(text.contains(SECRET)).as("%s shows a secret:%n%s", door, text).isFalse();
          // Parquet is no text, and holds the data as they are.
          assertThat(text.indexOf(ESCAPE) >= 0 && !door.endsWith(".parquet"))
              .as("%s has an escape:%n%s", door, text)
              .isFalse();
        });
  }

  @Test
  void of_a_published_report_show_no_secret_and_no_escape() throws IOException {
    answer("runs/create", 200, "{\"run\": {\"info\": {\"run_id\": \"abc\\u001b[2J\"}}}");

    Map<String, String> doors =
        run(
            """
            input:
              query: >
                SELECT *, map('password', '%1$s') AS a, 'jdbc:postgresql://u:p@%1$s@h/db' AS b,
                'private_key=%1$s' AS c, '{"token": "%1$s"}' AS d, 'x://u:p/%1$s@h' AS e,
                concat(char(27), '[2J', label) AS name FROM parquet.`data/tutorial`
            columns: { id: name, weight: "if('password=%1$s' = '', 2D, 1D)" }
            slices:
              - "if('token=%1$s' = '', name, name)"
              - { name: "secret: %1$s", expression: name }
            gates:
              - { slice: "secret: %1$s", metric: loss_mean, max: 0 }
              - { slice: "if('token=%1$s' = '', name, name)", metric: loss_mean, max: 0 }
            output:
              formats: [json, html, junit, prometheus, parquet]
              losses: true
              mlflow: { tracking_uri: "%2$s" }
            """
                .formatted(SECRET, uri()));

    assertClean(
        doors,
        "metrics.json",
        "report.html",
        "junit.xml",
        "metrics.prom",
        "metrics.parquet",
        "r.status.json");
    assertThat(doors.get("standard output")).contains("\\u001b[2J");
    assertThat(doors.get("standard error")).contains("gate failed", "\\u001b[2J");
    assertThat(doors.get("log")).contains("logged to MLflow as run abc\\u001b[2J");
    assertThat(doors.get("metrics.json")).contains("token=***", "map('password', ***)");
    assertThat(calls("runs/log-batch")).isNotEmpty();
  }

  @Test
  void of_refused_data_show_no_escape_and_no_more_of_an_id_than_a_line_holds() throws IOException {
    Map<String, String> doors =
        run(
            """
            input:
              query: >
                SELECT concat(char(27), '[2J', repeat('x', 100000)) AS id, 9 AS label, array(1F, 2F) AS logits
            columns: { id: id }
            """);

    assertClean(doors, "r.status.json");
    assertThat(doors.get("standard error")).contains("label_out_of_range 1 (such as \\u001b[2Jxx");
    assertThat(doors.get("r.status.json")).hasSizeLessThan(2000);
  }

  @Test
  void of_a_mistaken_configuration_show_no_secret() throws IOException {
    assertClean(
        run("input: { path: x, options: { fs.s3a.session.token: " + SECRET + ", mode: 1 } }"));
    assertClean(run("input: { path: 's3a://u:" + SECRET + "@none/x' }"));
    assertClean(run("input: { path: x }\ncolumns: { weight: \"'password', '" + SECRET + "' (\" }"));
    assertThat(err.toString(UTF_8)).contains("spark-xent: ");
  }
}
