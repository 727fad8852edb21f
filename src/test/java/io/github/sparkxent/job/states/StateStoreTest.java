// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.MetricOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is read as it was written, or refused by name. */
class StateStoreTest {
  private static final String DIGEST = "ab".repeat(32);
  private static final FiguresDigest CONFIGURATION = configuration("1");

  @TempDir Path directory;
  private StateStore store;

  @BeforeEach
  void name_a_directory() throws IOException {
    store = StateStore.of(new Configuration(false), "test", directory.resolve("s").toString());
  }

  private static FiguresDigest configuration(String figures) {
    try {
      return FiguresDigest.ofText("{\"figures\": \"" + figures + "\"}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileIdentity file(String path, long modified, String etag) {
    return new FileIdentity(
        CONFIGURATION.sha256(), path, "split=test", 7, modified, etag, DIGEST, 3);
  }

  private static KeptState state(String path, String etag, byte... state) {
    return new KeptState(
        file(path, 5, etag),
        10,
        List.of(
            new KeptCounts("ü", 1, 0, 0, 0, 0.1, 0.1, 1.0),
            new KeptCounts(null, 0, 0, 1, 1, 0.0, null, null)),
        1,
        state);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("s"))) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  @Test
  void what_is_written_reads_back_equal() throws IOException {
    KeptState with = state("a", "mark", (byte) 1, (byte) 2);
    KeptState without = state("b", null);
    store.write(CONFIGURATION, List.of(with, without));

    List<KeptState> read = store.read(one -> true).get(0).states();
    assertThat(read).usingRecursiveFieldByFieldElementComparator().containsExactly(with, without);
    assertThat(read.get(0).rows()).isEqualTo(3);
  }

  @Test
  void equal_states_are_one_file() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    assertThat(files()).hasSize(1);
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 2)));
    assertThat(files()).hasSize(2);
  }

  @Test
  void many_bytes_are_several_files() throws IOException {
    byte[] large = new byte[3 << 20];
    store.write(
        CONFIGURATION, IntStream.range(0, 7).mapToObj(i -> state("f" + i, null, large)).toList());
    assertThat(store.read(one -> true)).hasSize(4);
  }

  @Test
  void without_a_directory_there_are_no_states() throws IOException {
    assertThat(store.read(one -> true)).isEmpty();
    store.write(CONFIGURATION, List.of());
    assertThat(directory.resolve("s")).doesNotExist();
  }

  @Test
  void each_flipped_bit_and_each_cut_is_refused_by_name() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    Path file = files().get(0);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 13) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 16;
      Files.write(file, flipped);
      assertRefused(file);
      Files.write(file, Arrays.copyOf(whole, at));
      assertRefused(file);
    }
  }

  @Test
  void a_directory_that_changes_whenever_it_is_read_is_not_read_in_part() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    store.write(CONFIGURATION, List.of(state("b", null, (byte) 1)));
    String gone = files().get(0).getFileName().toString();
    AtomicInteger left = new AtomicInteger(2);
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("open")
              && path.getName().equals(gone)
              && left.getAndDecrement() > 0) {
            throw new FileNotFoundException(path.toString());
          }
        });
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    StateStore changing = StateStore.of(hadoop, "test", "faulty://" + directory.resolve("s"));
    try {
      assertThat(changing.read(one -> true)).hasSize(2);
      left.set(3);
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(() -> changing.read(one -> true))
          .withMessageContaining("changes while it is read")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT));
    } finally {
      FaultyFileSystem.clear();
    }
  }

  @Test
  void a_renamed_file_is_refused_and_one_that_is_being_written_is_passed_over() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    Path file = files().get(0);
    Path other = file.resolveSibling("other.parquet");
    Files.copy(file, file.resolveSibling("_writing-1.parquet"));
    assertThat(store.read(one -> true)).hasSize(1);
    Files.move(file, other);
    assertRefused(other);
  }

  private void assertRefused(Path file) {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> store.read(one -> true))
        .withMessageContaining("state file file:" + file)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.INPUT));
  }

  @Test
  void two_states_of_one_file_are_refused() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 1)));
    store.write(CONFIGURATION, List.of(state("a", null, (byte) 2)));
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> KnownStates.read(store, CONFIGURATION.sha256()))
        .withMessageContaining("two states of a")
        .withMessageContaining(files().get(0).getFileName().toString());
    assertThat(KnownStates.read(store, "cd".repeat(32)).find(file("a", 5, null))).isNull();
  }

  @Test
  void a_mark_of_the_store_stands_for_the_time() throws IOException {
    store.write(CONFIGURATION, List.of(state("a", "mark", (byte) 1), state("b", null, (byte) 1)));
    KnownStates known = KnownStates.read(store, CONFIGURATION.sha256());

    assertThat(known.find(file("a", 6, "mark"))).isNotNull();
    assertThat(known.find(file("a", 5, "other"))).isNull();
    assertThat(known.find(file("a", 5, null))).isNull();
    assertThat(known.find(file("b", 5, null))).isNotNull();
    assertThat(known.find(file("b", 6, null))).isNull();
    assertThat(known.besides(List.of("a"))).isEqualTo(1);
  }

  @Test
  void a_state_of_other_rows_than_its_file_is_refused() throws IOException {
    EvaluationState empty = new EvaluationState(9, MetricOptions.DEFAULT);
    store.write(CONFIGURATION, List.of(KeptState.of(file("a", 5, null), 10, empty)));
    KnownStates known = KnownStates.read(store, CONFIGURATION.sha256());

    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> known.state(file("a", 5, null)))
        .withMessageContaining("a state of a that is refused: 0 rows, expected 3");
  }
}
