// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The list of runs, and the removal of older ones. */
class RunsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private int day;

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  private RunStatus running(RunDirectory run, String id) {
    day++;
    return RunStatus.running(
        id,
        "e",
        run.attempt(),
        Instant.parse("2026-01-01T06:00:00Z").plusSeconds(86_400L * day),
        LocalDate.parse("2026-01-01").plusDays(day - 1),
        Map.of());
  }

  private RunDirectory open(String id) throws IOException {
    return RunDirectory.open(new Configuration(false), directory.toString(), "e", id);
  }

  private void publish(String id) throws IOException {
    publish(id, null);
  }

  private void publish(String id, String baseline) throws IOException {
    EvaluationReport sample = SampleReports.mnist();
    RunInfo info = SampleReports.run("e");
    RunInfo own =
        new RunInfo(
            id,
            "e",
            info.started(),
            info.finished(),
            info.versions(),
            baseline == null ? Map.of() : Map.of("baseline", Map.of("run", baseline)),
            info.input(),
            List.of());
    try (RunDirectory run = open(id)) {
      run.writeStaged(
          "metrics.json",
          new JsonReport().render(new EvaluationReport(own, sample.splits(), sample.gates())));
      RunStatus.Rows rows = new RunStatus.Rows(70_002, 69_985, 10, 0, 7);
      run.publish(running(run, id).counted(rows, Map.of()).passed(sample, "file:/e/" + id));
    }
  }

  private void fail(String id) throws IOException {
    try (RunDirectory run = open(id)) {
      run.end(running(run, id).failed(RunStatus.FAILED, 3, "no rows"));
    }
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("e"))) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(".latest-"))
          .sorted()
          .toList();
    }
  }

  private String evaluation() {
    return directory.resolve("e").toString();
  }

  @Test
  void runs_are_a_table_with_those_that_published_nothing() throws IOException {
    publish("one");
    fail("two");
    publish("three");
    fail("one");

    assertThat(run("runs", evaluation())).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            e  4 runs

            started               run    data_date   state                passed  failed  inconclusive    rows  evaluated
            2026-01-02T06:00:00Z  one    2026-01-01  gate_failed               1       1             0  70,002     69,985
            2026-01-03T06:00:00Z  two    2026-01-02  failed                    -       -             -       -          -
            2026-01-04T06:00:00Z  three  2026-01-03  gate_failed  latest       1       1             0  70,002     69,985
            2026-01-05T06:00:00Z  one    2026-01-04  failed                    -       -             -       -          -
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void runs_as_json_are_their_status_files() throws IOException {
    publish("one");

    assertThat(run("runs", evaluation(), "--format", "json")).isZero();

    ObjectMapper json = new ObjectMapper();
    JsonNode list = json.readTree(out.toString());
    assertThat(list.path("latest").asText()).isEqualTo("one");
    assertThat(list.path("runs").path(0))
        .isEqualTo(json.readTree(directory.resolve("e/one.status.json").toFile()));
  }

  @Test
  void older_published_runs_are_removed_with_all_that_is_said_of_them() throws IOException {
    for (String id : List.of("a", "b", "c", "d")) {
      publish(id);
    }
    Files.createDirectories(directory.resolve("e/thesis"));
    Files.writeString(directory.resolve("e/notes.txt"), "mine");

    assertThat(run("runs", evaluation(), "--keep", "2")).isZero();

    assertThat(out.toString()).startsWith("removed  b\nremoved  a\ne  2 runs\n");
    assertThat(entries())
        .containsExactly(
            "c", "c.status.json", "d", "d.status.json", "latest.json", "notes.txt", "thesis");
  }

  @Test
  void of_the_status_files_of_runs_without_a_result_the_last_stay() throws IOException {
    fail("f1");
    fail("f2");
    publish("a");
    fail("f3");
    publish("b");
    fail("b");
    try (RunDirectory working = open("f0")) {
      working.say(running(working, "f0"));

      assertThat(run("runs", evaluation(), "--keep", "2")).isZero();
    }

    assertThat(out.toString()).startsWith("removed  f1\ne  ");
    assertThat(entries())
        .contains("f0.status.json", "f2.status.json", "f3.status.json", "a", "b", "b.status.json")
        .doesNotContain("f1.status.json");
  }

  @Test
  void what_is_said_of_a_result_that_is_set_aside_stays() throws IOException {
    publish("aside");
    publish("newest");
    fail("f1");
    Files.move(directory.resolve("e/aside"), directory.resolve("aside"));

    assertThat(run("runs", evaluation(), "--keep", "1")).isZero();

    assertThat(entries()).contains("aside.status.json", "f1.status.json");
  }

  @Test
  void what_is_in_use_stays() throws IOException {
    publish("old");
    publish("accepted");
    publish("baseline");
    publish("again");
    publish("compared", "baseline");
    publish("newest");
    assertThat(run("accept", directory.resolve("e/accepted").toString())).isZero();
    try (RunDirectory again = open("again")) {
      again.say(running(again, "again"));

      assertThat(run("runs", evaluation(), "--keep", "2")).isZero();
    }

    assertThat(out.toString()).contains("removed  old\ne  6 runs");
    assertThat(entries())
        .contains("accepted", "baseline", "again", "compared", "newest")
        .doesNotContain("old", "old.status.json");
  }

  @Test
  void the_run_that_the_pointer_names_stays() throws IOException {
    publish("pointed");
    Path pointer = directory.resolve("e/latest.json");
    String named = Files.readString(pointer);
    publish("newer");
    Files.writeString(pointer, named);

    assertThat(run("runs", evaluation(), "--keep", "1")).isZero();

    assertThat(entries()).contains("pointed", "newer");
  }

  @Test
  void what_cannot_be_is_refused_in_one_line() {
    assertThat(run("runs", evaluation(), "--keep", "0")).isEqualTo(2);
    assertThat(run("runs", directory.resolve("none").toString())).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("spark-xent: --keep is 0, expected 1 or more");
  }
}
