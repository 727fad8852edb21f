// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SampleReports;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A removal takes the result that was meant, and no other. */
class RunArchiveTest {
  @TempDir private Path directory;

  @AfterEach
  void let_nothing_fail() {
    FaultyFileSystem.clear();
  }

  /** Publishes a try of the run, and returns its last word. */
  private RunStatus publish() throws IOException {
    EvaluationReport sample = SampleReports.mnist();
    RunInfo info = SampleReports.run("e");
    RunInfo own =
        new RunInfo(
            "run",
            "e",
            info.started(),
            info.finished(),
            info.versions(),
            Map.of(),
            info.input(),
            List.of());
    EvaluationReport report = new EvaluationReport(own, sample.splits(), sample.gates());
    try (RunDirectory run =
        RunDirectory.open(new Configuration(false), directory.toString(), "e", "run")) {
      run.writeStaged("metrics.json", new JsonReport().render(report));
      run.publish(
          RunStatus.running("run", "e", run.attempt(), Instant.EPOCH, null, Map.of())
              .passed(report, "file:/e/run"));
    }
    return RunStatus.parse(Files.readString(directory.resolve("e/run/_SUCCESS")));
  }

  private RunArchive archive() throws IOException {
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    return RunArchive.open(
        hadoop, new org.apache.hadoop.fs.Path("faulty://" + directory.resolve("e")));
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("e"))) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".") && !name.startsWith(".latest-"))
          .toList();
    }
  }

  /** What each run of the id does when it sees what nobody needs any more. */
  private void removeClaimedByOthers() throws IOException {
    try (RunArchive other =
        RunArchive.open(
            new Configuration(false),
            new org.apache.hadoop.fs.Path(directory.resolve("e").toUri()))) {
      other.removeClaimed();
    }
  }

  @Test
  void the_result_of_another_try_is_never_removed_whoever_else_is_at_work() throws IOException {
    RunStatus meant = publish();
    RunStatus other = publish();
    FaultyFileSystem.set((operation, path) -> removeClaimedByOthers());

    try (RunArchive archive = archive()) {
      assertThat(archive.remove(meant)).isFalse();
      assertThat(archive.run("run").attempt()).isEqualTo(other.attempt());
      assertThat(archive.remove(other)).isTrue();
    }
    assertThat(directory.resolve("e/run")).doesNotExist();
    assertThat(directory.resolve("e/run.status.json")).doesNotExist();
    assertThat(hidden()).isEmpty();
  }

  @Test
  void the_status_file_beside_a_result_stays() throws IOException {
    RunStatus published = publish();

    try (RunArchive archive = archive()) {
      RunStatus said = archive.tries().get(0);
      assertThat(archive.removeTry(said)).isFalse();
      assertThat(archive.remove(published)).isTrue();
    }
    assertThat(directory.resolve("e/run.status.json")).doesNotExist();
  }

  @Test
  void a_removal_that_ends_before_it_has_compared_the_try_is_settled() throws IOException {
    RunStatus meant = publish();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.getName().startsWith(".")) {
            throw new IOException("killed");
          }
        });
    try (RunArchive archive = archive()) {
      assertThat(catchThrowable(() -> archive.remove(meant))).hasMessage("killed");
      FaultyFileSystem.clear();
      assertThat(directory.resolve("e/run")).doesNotExist();

      archive.settle();
      assertThat(archive.run("run").attempt()).isEqualTo(meant.attempt());
    }
    assertThat(hidden()).isEmpty();
  }
}
