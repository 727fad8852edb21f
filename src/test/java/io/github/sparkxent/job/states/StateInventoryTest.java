// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.states.StateInventory.Presence;
import io.github.sparkxent.job.states.StateInventory.Pruned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States are listed with their files, and removed when these are gone. */
class StateInventoryTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(30));

  @TempDir Path directory;
  private StateStore store;
  private FiguresDigest configuration;

  @BeforeEach
  void keep_states_of_three_files() throws IOException {
    configuration = FiguresDigest.ofText("{\"figures\": \"1\"}");
    store = StateStore.of(new Configuration(false), "test", states().toString());
    store.write(configuration, List.of(state("there"), state("changed"), state("gone")));
    Files.writeString(directory.resolve("changed"), "longer than it was");
    Files.delete(directory.resolve("gone"));
  }

  private Path states() {
    return directory.resolve("states");
  }

  private KeptState state(String name) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "content");
    FileIdentity identity =
        new FileIdentity(
            configuration.sha256(),
            "file:" + file,
            "",
            Files.size(file),
            Files.getLastModifiedTime(file).toMillis(),
            null,
            configuration.sha256(),
            3);
    return new KeptState(
        identity,
        10,
        List.of(new KeptCounts("test", 3, 0, 0, 0, 1.5, 0.5, 1.0)),
        1,
        new byte[] {1});
  }

  private StateInventory read() {
    return StateInventory.read(new Configuration(false), states().toString());
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(states())) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }

  private List<String> names() {
    return read().states().stream()
        .map(state -> state.state().file().path().replaceFirst(".*/", ""))
        .toList();
  }

  @Test
  void each_state_says_whether_its_file_is_there_as_it_was() {
    assertThat(read().states())
        .extracting(StateInventory.Listed::presence)
        .containsExactly(Presence.CHANGED, Presence.GONE, Presence.THERE);
    assertThat(new StateTable(read()).toText())
        .contains("3 states, 1 of files that are there", directory + "/gone", "gone", "0.500000");
    assertThat(new StateTable(read()).toJson())
        .contains("\"presence\" : \"changed\"", "\"loss_mean\" : 0.5", configuration.sha256());
  }

  @Test
  void what_is_young_stays() throws IOException {
    Path unfinished = Files.createFile(states().resolve("_writing-1"));
    assertThat(read().prune(WEEK)).isEqualTo(new Pruned(0, 0));
    assertThat(names()).hasSize(3);
    assertThat(unfinished).exists();
  }

  @Test
  void the_states_of_files_that_are_gone_are_removed_and_the_others_are_written_anew()
      throws IOException {
    Path unfinished = Files.createFile(states().resolve("_writing-1"));
    age(unfinished);
    age(files(".parquet").get(0));

    assertThat(read().prune(WEEK)).isEqualTo(new Pruned(2, 1));
    assertThat(names()).containsExactly("there");
    assertThat(unfinished).doesNotExist();
    assertThat(KnownStates.read(store, configuration.sha256()).byPath()).hasSize(1);
    assertThat(read().prune(WEEK)).isEqualTo(new Pruned(0, 0));
  }

  @Test
  void of_two_that_prune_at_once_the_later_one_changes_nothing() throws IOException {
    age(files(".parquet").get(0));
    StateInventory one = read();
    StateInventory other = read();

    one.prune(WEEK);
    other.prune(WEEK);
    assertThat(names()).containsExactly("there");
  }

  @Test
  void a_run_that_has_listed_a_file_before_it_is_written_anew_finds_its_states()
      throws IOException {
    age(files(".parquet").get(0));
    StateInventory inventory = read();
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    StateStore slow = StateStore.of(hadoop, "test", "faulty://" + states());
    AtomicBoolean isPruned = new AtomicBoolean();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("open") && isPruned.compareAndSet(false, true)) {
            inventory.prune(WEEK);
          }
        });
    try {
      assertThat(slow.read(one -> true))
          .flatExtracting(StateStore.StateFile::states)
          .extracting(state -> ((KeptState) state).file().path())
          .containsExactly("file:" + directory.resolve("there"));
    } finally {
      FaultyFileSystem.clear();
    }
  }

  @Test
  void a_directory_without_states_is_refused() {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(
            () -> StateInventory.read(new Configuration(false), directory.resolve("no").toString()))
        .withMessageContaining("holds no states");
  }
}
