// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * A path that may be a glob, as Hadoop has them.
 *
 * <p>Hadoop's own search fails on names with colons, leaves out links that lead nowhere, and finds
 * names that Spark would pass over in a directory. Here a wildcard does not match a hidden name,
 * unless the pattern begins with the character that hides it: {@code _*}.
 */
final class PathPattern {
  private final String place;
  private final FileSystem fileSystem;
  private final Path pattern;

  PathPattern(String place, FileSystem fileSystem, Path pattern) {
    this.place = place;
    this.fileSystem = fileSystem;
    this.pattern = pattern;
  }

  /** Returns the files and directories that match, sorted by path. */
  List<FileStatus> matches() throws IOException {
    Map<String, FileStatus> matches = new TreeMap<>();
    for (String plain : expanded()) {
      for (FileStatus match : matches(plain)) {
        matches.put(match.getPath().toString(), match);
      }
    }
    return new ArrayList<>(matches.values());
  }

  /** Returns the same as patterns without braces around slashes. */
  private List<String> expanded() {
    try {
      return GlobExpander.expand(pattern.toUri().getPath());
    } catch (IOException e) {
      throw noGlob(e);
    }
  }

  private List<FileStatus> matches(String plain) throws IOException {
    List<DirectoryEntry> found = List.of(candidate(new Path(pattern, Path.SEPARATOR)));
    for (String name : plain.split(Path.SEPARATOR)) {
      if (!name.isEmpty()) {
        found = below(found, name, filter(name));
      }
    }
    List<FileStatus> matches = new ArrayList<>();
    for (DirectoryEntry entry : found) {
      FileStatus status = status(entry);
      if (status != null) {
        matches.add(status);
      }
    }
    return matches;
  }

  /** Returns a path that need not exist. */
  private static DirectoryEntry candidate(Path path) {
    return new DirectoryEntry(path, null, null);
  }

  private List<DirectoryEntry> below(
      List<DirectoryEntry> directories, String name, GlobFilter filter) throws IOException {
    List<DirectoryEntry> below = new ArrayList<>();
    for (DirectoryEntry directory : directories) {
      if (filter.hasPattern()) {
        below.addAll(matchesIn(directory, name, filter));
      } else {
        String plain = name.replaceAll("\\\\(.)", "$1");
        below.add(candidate(DirectoryEntry.below(directory.path(), plain)));
      }
    }
    return below;
  }

  private GlobFilter filter(String name) {
    try {
      return new GlobFilter(name);
    } catch (IOException e) {
      throw noGlob(e);
    }
  }

  private EvaluationException noGlob(IOException e) {
    return EvaluationException.configuration(
        place + " " + pattern + " is no glob: " + ReadFailure.oneLine(e), e);
  }

  private List<DirectoryEntry> matchesIn(DirectoryEntry directory, String name, GlobFilter filter)
      throws IOException {
    FileStatus status = status(directory);
    if (status == null || !status.isDirectory()) {
      return List.of();
    }
    boolean named = name.startsWith("_") || name.startsWith(".");
    List<DirectoryEntry> matches = new ArrayList<>();
    for (DirectoryEntry entry : DirectoryEntry.list(place, fileSystem, directory.path())) {
      if (filter.accept(new Path(Path.SEPARATOR + entry.name())) && (named || !entry.isHidden())) {
        entry.requireStatus(place);
        matches.add(entry);
      }
    }
    return matches;
  }

  /** Returns Hadoop's status of a path; null if there is nothing. */
  private FileStatus status(DirectoryEntry entry) throws IOException {
    if (entry.status() != null) {
      return entry.status();
    }
    try {
      return fileSystem.getFileStatus(entry.path());
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return null;
    } catch (AccessControlException | AccessDeniedException e) {
      throw EvaluationException.configuration(
          place + " " + entry.path() + " cannot be read: permission denied", e);
    }
  }
}
