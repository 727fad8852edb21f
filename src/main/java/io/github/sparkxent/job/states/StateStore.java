// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.job.input.file.PathText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of kept states: Parquet files that are never changed, each named by the SHA-256 of
 * its bytes. A file is written under a hidden name and then renamed, so that it is there whole or
 * not at all; a name that is there already has the same content. So any number of runs may write at
 * once, and a run that is killed leaves nothing that another would take for a state.
 */
public final class StateStore {
  private static final Logger LOG = LoggerFactory.getLogger(StateStore.class);
  private static final String SUFFIX = ".parquet";
  private static final String WRITING = "_writing-";
  private static final int LOOKS = 3;

  /** A file is read into memory, several at a time. */
  private static final long MOST_BYTES = 8L << 20;

  private final Configuration hadoop;
  private final Path directory;

  private StateStore(Configuration hadoop, Path directory) {
    this.hadoop = hadoop;
    this.directory = directory;
  }

  /**
   * Names a directory, which need not exist.
   *
   * @param place what names it, for messages
   */
  public static StateStore of(Configuration hadoop, String place, String directory)
      throws IOException {
    return new StateStore(hadoop, PathText.qualified(place, directory, hadoop));
  }

  /** Returns the directory, with its scheme. */
  public Path directory() {
    return directory;
  }

  /**
   * A file of states.
   *
   * @param path where it is
   * @param configuration what all its states are of
   * @param states what it holds; empty if these are not asked for
   */
  public record StateFile(Path path, FiguresDigest configuration, List<KeptState> states) {}

  /**
   * Reads all files, and checks each against its name.
   *
   * @param wanted whether the states of a configuration are wanted
   * @return the files, by name; none if there is no such directory
   * @throws EvaluationException of kind input if a file is not what was written; of kind
   *     environment if files are removed again and again while they are read
   */
  public List<StateFile> read(Predicate<FiguresDigest> wanted) throws IOException {
    FileSystem system = directory.getFileSystem(hadoop);
    for (int look = 1; ; look++) {
      List<StateFile> files =
          FileThreads.each(list(), file -> read(system, file.getPath(), wanted));
      // A file that was listed and is gone was written anew, with fewer states: look again.
      if (files.stream().noneMatch(Objects::isNull)) {
        return files;
      }
      if (look == LOOKS) {
        throw EvaluationException.environment(
            "%s changes while it is read: each of %s times a file of states was removed, expected all to stay"
                .formatted(directory, LOOKS),
            null);
      }
    }
  }

  /** Tells whether there are no states, or no such directory. */
  public boolean isEmpty() throws IOException {
    return list().isEmpty();
  }

  /** Returns the files of states, by name; none if there is no such directory. */
  List<FileStatus> list() throws IOException {
    return list(name -> name.endsWith(SUFFIX) && !name.startsWith("_") && !name.startsWith("."));
  }

  /** Returns what runs that were killed, or still go on, have written in part. */
  List<FileStatus> unfinished() throws IOException {
    return list(name -> name.startsWith(WRITING));
  }

  private List<FileStatus> list(Predicate<String> name) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try {
      for (FileStatus file : directory.getFileSystem(hadoop).listStatus(directory)) {
        if (file.isFile() && name.test(file.getPath().getName())) {
          found.add(file);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    return found;
  }

  /** Removes a file; it does not matter if another has done so. */
  void remove(Path file) throws IOException {
    file.getFileSystem(hadoop).delete(file, false);
  }

  /** Returns what a file holds, or null if it is no longer there. */
  private static StateFile read(FileSystem system, Path path, Predicate<FiguresDigest> wanted)
      throws IOException {
    byte[] bytes;
    try (InputStream in = system.open(path)) {
      bytes = in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      if (ReadFailure.causes(e).stream().anyMatch(ReadFailure::isAboutContent)) {
        throw refuse(path, "cannot be read: " + ReadFailure.oneLine(e), e);
      }
      throw e;
    }
    String digest = sha256(bytes);
    if (!path.getName().equals(digest + SUFFIX)) {
      throw refuse(path, "has a content whose SHA-256 is " + digest + ", not its name", null);
    }
    try {
      return StateLines.of(path, bytes, wanted);
    } catch (IOException | RuntimeException e) {
      throw refuse(path, "does not hold states: " + ReadFailure.oneLine(e), e);
    }
  }

  /** Returns the exception for a file that is not one of states as they were written. */
  static EvaluationException refuse(Path path, String why, Exception cause) {
    return EvaluationException.input(
        "state file %s %s; expected it as it was written: remove it, and what it was of is evaluated again"
            .formatted(path, why),
        cause);
  }

  /**
   * Requires that states can be written, before anything is evaluated that could not be kept.
   * Nothing of that stays.
   *
   * @throws IOException if they cannot
   */
  public void requireWritable() throws IOException {
    FileSystem system = directory.getFileSystem(hadoop);
    boolean isNew = !system.exists(directory);
    system.mkdirs(directory);
    Path probe = new Path(directory, WRITING + UUID.randomUUID());
    system.create(probe, false).close();
    system.delete(probe, false);
    if (isNew) {
      removeIfEmpty(system);
    }
  }

  private void removeIfEmpty(FileSystem system) throws IOException {
    if (system.listStatus(directory).length > 0) {
      return;
    }
    try {
      system.delete(directory, false);
    } catch (IOException e) {
      LOG.debug("{} is no longer empty: another run writes to it", directory, e);
    }
  }

  /** Writes states of a configuration, a few files of them. */
  public void write(FiguresDigest configuration, List<KeptState> states) throws IOException {
    List<KeptState> some = new ArrayList<>();
    long bytes = 0;
    for (KeptState state : states) {
      if (!some.isEmpty() && bytes + state.state().length > MOST_BYTES) {
        writeFile(configuration, some);
        some.clear();
        bytes = 0;
      }
      some.add(state);
      bytes += state.state().length;
    }
    if (!some.isEmpty()) {
      writeFile(configuration, some);
    }
  }

  /** Writes one file, which may be there already, and returns it. */
  Path writeFile(FiguresDigest configuration, List<KeptState> states) throws IOException {
    byte[] bytes = StateLines.toBytes(configuration, states);
    Path target = new Path(directory, sha256(bytes) + SUFFIX);
    FileSystem system = directory.getFileSystem(hadoop);
    system.mkdirs(directory);
    if (system.exists(target)) {
      return target;
    }
    Path aside = new Path(directory, WRITING + UUID.randomUUID());
    try {
      try (OutputStream out = system.create(aside, false)) {
        out.write(bytes);
      }
      if (!system.rename(aside, target) && !system.exists(target)) {
        throw new IOException(aside + " cannot be renamed to " + target);
      }
    } finally {
      system.delete(aside, false);
    }
    return target;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
