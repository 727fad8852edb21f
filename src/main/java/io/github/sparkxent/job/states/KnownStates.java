// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.states.StateStore.StateFile;
import io.github.sparkxent.metric.state.EvaluationState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The states of a directory that are of one configuration, by their files. */
public final class KnownStates {
  private record Known(Path path, KeptState state) {}

  private final Map<FileIdentity, Known> known = new HashMap<>();
  private final Map<String, List<KeptState>> byPath = new TreeMap<>();
  private FiguresDigest configuration;

  private KnownStates() {}

  /**
   * Reads a directory.
   *
   * @param configuration the digest of the configuration
   * @throws EvaluationException of kind input if a file is not what was written, or two disagree
   */
  public static KnownStates read(StateStore store, String configuration) throws IOException {
    return of(store.read(one -> one.sha256().equals(configuration)), configuration);
  }

  /**
   * Keeps what was read of a directory.
   *
   * @param files its files, with the states at least of the configuration
   * @param configuration the digest of the configuration
   * @throws EvaluationException of kind input if two disagree
   */
  public static KnownStates of(List<StateFile> files, String configuration) {
    KnownStates states = new KnownStates();
    for (StateFile file : files) {
      if (!file.configuration().sha256().equals(configuration)) {
        continue;
      }
      for (KeptState state : file.states()) {
        states.configuration = file.configuration();
        states.add(file.path(), state);
      }
    }
    return states;
  }

  private void add(Path path, KeptState state) {
    Known other = known.putIfAbsent(state.file().key(), new Known(path, state));
    if (other == null) {
      byPath.computeIfAbsent(state.file().path(), none -> new ArrayList<>()).add(state);
    } else if (!Arrays.equals(other.state.state(), state.state())) {
      throw EvaluationException.input(
          "state files %s and %s have two states of %s, expected one: remove both, and it is evaluated again"
              .formatted(other.path, path, state.file().path()));
    }
  }

  /** Returns the line of a file, or null if there is none. */
  public KeptState find(FileIdentity file) {
    Known found = known.get(file.key());
    return found == null ? null : found.state;
  }

  /**
   * Returns the state of a file that has a line.
   *
   * @throws EvaluationException of kind input if it is damaged, or of other rows
   */
  public EvaluationState state(FileIdentity file) {
    Known found = known.get(file.key());
    try {
      EvaluationState state = found.state.read();
      if (found.state.rows() != file.rows()) {
        throw new IllegalArgumentException(
            "%s rows, expected %s".formatted(found.state.rows(), file.rows()));
      }
      return state;
    } catch (IllegalArgumentException e) {
      throw StateStore.refuse(
          found.path,
          "has a state of " + file.path() + " that is refused: " + ReadFailure.oneLine(e),
          e);
    }
  }

  /** Returns how many files have states and are none of those. */
  public long besides(Collection<String> listed) {
    Set<String> gone = new HashSet<>(byPath.keySet());
    listed.forEach(gone::remove);
    return gone.size();
  }

  /** Returns all that the states are of; null without states. */
  public FiguresDigest configuration() {
    return configuration;
  }

  /** Returns the lines of each path, one for each content and time that it had. */
  public Map<String, List<KeptState>> byPath() {
    return Collections.unmodifiableMap(byPath);
  }
}
