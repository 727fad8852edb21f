// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.job.states.StateStore.StateFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a directory of states holds, and whether it is still of use. Without Spark. */
public final class StateInventory {
  /** Whether a file is still there as it was evaluated. */
  public enum Presence {
    /** Its state is used by the next run of the configuration. */
    THERE,
    /** It has another length or time, or another mark of the store's. */
    CHANGED,
    /** There is no such file. */
    GONE
  }

  /**
   * A state.
   *
   * @param stateFile the name of the file that has it
   * @param kept when that file was written
   * @param state the state itself
   * @param presence whether it is still of use
   */
  public record Listed(String stateFile, Instant kept, KeptState state, Presence presence) {
    boolean isStale(Instant before) {
      return presence != Presence.THERE && kept.isBefore(before);
    }
  }

  /**
   * What was removed.
   *
   * @param states the states of files that are no longer there as they were
   * @param unfinished the files that killed runs have left
   */
  public record Pruned(long states, long unfinished) {}

  private final StateStore store;
  private final Map<Path, StateFile> files = new HashMap<>();
  private final List<Listed> states = new ArrayList<>();
  private final List<FileStatus> unfinished;

  private StateInventory(StateStore store) throws IOException {
    this.store = store;
    unfinished = store.unfinished();
  }

  /**
   * Reads a directory, and looks for the files that its states are of.
   *
   * @param hadoop where to find the file systems
   * @throws EvaluationException of kind configuration if there is nothing of that kind; of kind
   *     input if a file of states is damaged; of kind environment if storage fails
   */
  public static StateInventory read(Configuration hadoop, String directory) {
    String shown = Secrets.maskPath(directory);
    try {
      StateInventory inventory =
          new StateInventory(StateStore.of(hadoop, "the directory", directory));
      inventory.read(hadoop);
      if (inventory.states.isEmpty() && inventory.unfinished.isEmpty()) {
        throw EvaluationException.configuration(
            shown + " holds no states, expected an increments.directory that a run has used");
      }
      return inventory;
    } catch (IOException e) {
      throw EvaluationException.environment(
          shown + " cannot be read: " + ReadFailure.oneLine(e), e);
    }
  }

  private void read(Configuration hadoop) throws IOException {
    Map<String, Instant> kept = new HashMap<>();
    for (FileStatus file : store.list()) {
      kept.put(file.getPath().getName(), Instant.ofEpochMilli(file.getModificationTime()));
    }
    Set<String> paths = new HashSet<>();
    for (StateFile file : store.read(one -> true)) {
      files.put(file.path(), file);
      file.states().forEach(state -> paths.add(state.file().path()));
    }
    List<String> all = List.copyOf(paths);
    List<FileStatus> found = FileThreads.each(all, path -> statusOrNull(hadoop, path));
    Map<String, FileStatus> now = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      now.put(all.get(i), found.get(i));
    }
    for (StateFile file : files.values()) {
      String name = file.path().getName();
      for (KeptState state : file.states()) {
        Presence presence = presence(state.file(), now.get(state.file().path()));
        states.add(new Listed(name, kept.getOrDefault(name, Instant.now()), state, presence));
      }
    }
    states.sort(StateInventory::order);
  }

  private static int order(Listed one, Listed other) {
    int byPath = one.state.file().path().compareTo(other.state.file().path());
    return byPath != 0 ? byPath : one.kept.compareTo(other.kept);
  }

  private static FileStatus statusOrNull(Configuration hadoop, String text) throws IOException {
    Path path = new Path(text);
    FileSystem system = path.getFileSystem(hadoop);
    try {
      return system.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static Presence presence(FileIdentity file, FileStatus now) {
    if (now == null) {
      return Presence.GONE;
    }
    boolean isSame =
        file.etag() == null
            ? now.getModificationTime() == file.modified()
            : now instanceof EtagSource marked && file.etag().equals(marked.getEtag());
    return isSame && now.getLen() == file.bytes() ? Presence.THERE : Presence.CHANGED;
  }

  /** Returns the states, by the paths of their files. */
  public List<Listed> states() {
    return states;
  }

  /** Returns the names of files that were written in part, by runs that were killed or go on. */
  public List<String> unfinished() {
    return unfinished.stream().map(file -> file.getPath().getName()).toList();
  }

  /** Returns the directory, with its scheme. */
  public String directory() {
    return Secrets.maskPath(store.directory().toString());
  }

  /**
   * Removes the states of files that are no longer there as they were, and what killed runs have
   * left. A file with other states too is written anew without them before it is removed, so a run
   * at the same time finds each state that it can use, in one of the two.
   *
   * @param grace how old a state or a leftover must be to be removed
   * @throws EvaluationException of kind environment if storage fails
   */
  public Pruned prune(Duration grace) {
    Instant before = Instant.now().minus(grace);
    try {
      long removed = 0;
      for (StateFile file : files.values()) {
        removed += prune(file, before);
      }
      long left = 0;
      for (FileStatus file : unfinished) {
        if (Instant.ofEpochMilli(file.getModificationTime()).isBefore(before)) {
          store.remove(file.getPath());
          left++;
        }
      }
      return new Pruned(removed, left);
    } catch (IOException e) {
      throw EvaluationException.environment(
          directory() + " cannot be pruned: " + ReadFailure.oneLine(e), e);
    }
  }

  private long prune(StateFile file, Instant before) throws IOException {
    String name = file.path().getName();
    List<KeptState> stays =
        states.stream()
            .filter(state -> state.stateFile.equals(name) && !state.isStale(before))
            .map(Listed::state)
            .toList();
    long stale = file.states().size() - stays.size();
    if (stale == 0) {
      return 0;
    }
    if (!stays.isEmpty()) {
      store.writeFile(file.configuration(), stays);
    }
    store.remove(file.path());
    return stale;
  }
}
