// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files in a directory of a test, and which of them an input has. */
abstract class ListedFilesFixture {
  @TempDir private Path temporary;

  Path root;
  final Configuration hadoop = WatchedFileSystem.install();

  @BeforeEach
  void followLinksToTheDirectory() throws IOException {
    root = temporary.toRealPath();
  }

  Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  DataSource source(String key, String... paths) {
    List<String> all = List.of(paths).stream().map(path -> root + "/" + path).toList();
    return new DataSource(key, all, "json", null, Map.of(), null, null, null, null);
  }

  /** Returns the files below paths, without what all of them begin with. */
  List<String> list(String... paths) throws IOException {
    return InputFiles.of(hadoop, source("input", paths)).files().stream()
        .map(file -> file.getPath().toUri().getPath().substring(root.toString().length() + 1))
        .toList();
  }

  InputFiles listWatched(String path) throws IOException {
    return InputFiles.of(
        hadoop,
        new DataSource(
            "input",
            List.of("watched://" + root + "/" + path),
            "json",
            null,
            Map.of(),
            null,
            null,
            null,
            null));
  }

  private void assertRefused(EvaluationException.Kind kind, String message, String... paths) {
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> list(paths));
    assertThat(refused).isNotNull().hasMessage(message.replace("ROOT", root.toString()));
    assertThat(refused.kind()).isEqualTo(kind);
  }

  void assertConfiguration(String message, String... paths) {
    assertRefused(EvaluationException.Kind.CONFIGURATION, message, paths);
  }

  void assertInput(String message, String... paths) {
    assertRefused(EvaluationException.Kind.INPUT, message, paths);
  }
}
