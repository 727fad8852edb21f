// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists the files that Spark reads below the paths of an input, each once. Only hidden names are
 * left out in silence.
 */
final class InputListing {
  private final Configuration hadoop;
  private final String place;
  private final TableMarkers markers;
  private final Map<String, FileStatus> files = new TreeMap<>();
  private final Map<String, List<Path>> roots = new LinkedHashMap<>();

  /** The local files by their identity, see {@link LocalDisk#identity}. */
  private final Map<String, Path> identities = new HashMap<>();

  /** The real local directories from a root down to the listed one. */
  private final Deque<java.nio.file.Path> within = new ArrayDeque<>();

  /** Starts a listing. */
  InputListing(Configuration hadoop, String place, TableMarkers markers) {
    this.hadoop = hadoop;
    this.place = place;
    this.markers = markers;
  }

  /** Lists what a path of the configuration means. */
  void add(String text) throws IOException {
    Path pattern = PathText.qualified(place, text, hadoop);
    FileSystem fileSystem = pattern.getFileSystem(hadoop);
    List<FileStatus> matches = new PathPattern(place, fileSystem, pattern).matches();
    if (matches.isEmpty()) {
      throw missing(fileSystem, text, pattern);
    }
    List<Path> found = roots.computeIfAbsent(text, path -> new ArrayList<>());
    for (FileStatus match : matches) {
      found.add(match.getPath());
      if (match.isDirectory()) {
        markers.refuseFrom(fileSystem, match.getPath());
        addBelow(fileSystem, match.getPath(), match.getPath());
      } else {
        requireSeen(match.getPath());
        markers.refuseFrom(fileSystem, match.getPath().getParent());
        addFile(fileSystem, match, match.getPath());
      }
    }
  }

  /** Returns the listed files. */
  InputFiles files() {
    if (files.isEmpty()) {
      throw EvaluationException.input(
          place + " " + String.join(", ", roots.keySet()) + " holds no file, expected one or more");
    }
    return new InputFiles(new ArrayList<>(files.values()), roots);
  }

  private EvaluationException missing(FileSystem fileSystem, String text, Path pattern)
      throws IOException {
    String link =
        LocalDisk.isLocal(fileSystem) ? LocalDisk.danglingLink(LocalDisk.file(pattern)) : null;
    String full = fileSystem.makeQualified(pattern).toString();
    String nowhere =
        "does not exist in "
            + fileSystem.getUri()
            + (full.equals(text) || full.endsWith(":" + text) ? "" : ", in full " + full);
    return EvaluationException.missing(
        place
            + " "
            + text
            + " "
            + (link == null ? nowhere + unescaped(fileSystem, text, pattern) : link),
        null);
  }

  /** Says how to write the name of an existing file that is taken for a glob. */
  private static String unescaped(FileSystem fileSystem, String text, Path pattern)
      throws IOException {
    String literal = InputFiles.literal(text);
    return !literal.equals(text) && fileSystem.exists(pattern)
        ? "; it is taken for a glob, the file or directory of that name is written " + literal
        : "";
  }

  /** Spark does not read a hidden file, even if it is named. */
  private void requireSeen(Path file) {
    if (DirectoryEntry.isHidden(file.getName())) {
      throw EvaluationException.configuration(
          ("%s names %s, a hidden file, which Spark passes over; expected a name that"
                  + " does not begin with _ or . nor end with ._COPYING_")
              .formatted(place, file));
    }
  }

  private void addBelow(FileSystem fileSystem, Path directory, Path root) throws IOException {
    boolean local = LocalDisk.isLocal(fileSystem);
    if (local) {
      enter(directory);
      markers.refuseFrom(fileSystem, LocalDisk.path(fileSystem, within.peek()));
    }
    List<DirectoryEntry> entries = DirectoryEntry.list(place, fileSystem, directory);
    markers.refuseIn(directory, entries);
    for (DirectoryEntry entry : entries) {
      if (!entry.isHidden()) {
        FileStatus status = entry.requireStatus(place);
        if (status.isDirectory()) {
          addBelow(fileSystem, status.getPath(), root);
        } else {
          addFile(fileSystem, status, root);
        }
      }
    }
    if (local) {
      within.pop();
    }
  }

  private void enter(Path directory) throws IOException {
    java.nio.file.Path real = LocalDisk.file(directory).toRealPath();
    if (within.stream().anyMatch(above -> above.startsWith(real))) {
      throw EvaluationException.input(
          ("%s meets %s, a link to %s, in which it lies itself: its files would be"
                  + " counted again; remove the link")
              .formatted(place, directory, real));
    }
    within.push(real);
  }

  private void addFile(FileSystem fileSystem, FileStatus file, Path root) throws IOException {
    Path path = file.getPath();
    if (files.put(path.toString(), file) != null) {
      throw EvaluationException.configuration(
          place + " names " + path + " twice, expected each file once");
    }
    requirePartitionValues(path, root);
    if (LocalDisk.isLocal(fileSystem)) {
      addLocal(fileSystem, path);
    }
  }

  private void addLocal(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem instanceof ChecksumFileSystem && path.getName().contains(":")) {
      throw EvaluationException.input(
          ("%s %s has a colon in its name, with which Hadoop cannot read a local file:"
                  + " rename it, such as %s")
              .formatted(place, path, path.getName().replace(':', '-')));
    }
    java.nio.file.Path local = LocalDisk.file(path);
    String problem = LocalDisk.whyNotReadable(local);
    if (problem != null) {
      throw EvaluationException.input(place + " meets " + path + ", which " + problem);
    }
    Path other = identities.put(LocalDisk.identity(local), path);
    if (other != null) {
      throw EvaluationException.configuration(
          "%s names one file twice, through a link: %s and %s, expected each file once"
              .formatted(place, other, path));
    }
    markers.refuseFrom(fileSystem, LocalDisk.path(fileSystem, local.toRealPath().getParent()));
  }

  /** Spark asserts that directories such as {@code split=test} have a name and a value. */
  private void requirePartitionValues(Path file, Path root) {
    for (Path one = file.getParent(); ; one = one.getParent()) {
      String name = one.getName();
      if (one.depth() <= root.depth() && !name.contains("=")) {
        return;
      }
      int equals = name.indexOf('=');
      if (equals == 0 || equals == name.length() - 1) {
        throw EvaluationException.input(
            ("%s meets %s, a directory of a column without %s, expected one such as"
                    + " split=test; for null Spark writes split=__HIVE_DEFAULT_PARTITION__")
                .formatted(place, one, equals == 0 ? "name" : "value"));
      }
    }
  }
}
