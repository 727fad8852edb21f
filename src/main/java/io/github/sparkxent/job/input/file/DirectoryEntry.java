// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * An entry of a directory.
 *
 * @param path with the name
 * @param status Hadoop's status of it, or null if it gives none
 * @param problem why it gives none, else null
 */
record DirectoryEntry(Path path, FileStatus status, String problem) {
  /**
   * Lists a directory in the order of names. On the local disk this includes what Hadoop leaves out
   * in silence: links that lead nowhere, names that Java cannot open.
   */
  static List<DirectoryEntry> list(String place, FileSystem fileSystem, Path directory)
      throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FileStatus status : statuses(place, fileSystem, directory)) {
      entries.add(new DirectoryEntry(status.getPath(), status, null));
      names.add(status.getPath().getName());
    }
    if (LocalDisk.isLocal(fileSystem)) {
      try (DirectoryStream<java.nio.file.Path> all =
          Files.newDirectoryStream(LocalDisk.file(directory))) {
        for (java.nio.file.Path one : all) {
          String name = one.getFileName().toString();
          String problem = names.contains(name) ? null : LocalDisk.whyNotListed(one);
          if (problem != null) {
            entries.add(new DirectoryEntry(below(directory, name), null, problem));
          }
        }
      }
    }
    entries.sort(Comparator.comparing(DirectoryEntry::path));
    return entries;
  }

  private static FileStatus[] statuses(String place, FileSystem fileSystem, Path directory)
      throws IOException {
    try {
      return fileSystem.listStatus(directory);
    } catch (AccessControlException | AccessDeniedException e) {
      throw EvaluationException.configuration(
          place + " " + directory + " cannot be listed: permission denied", e);
    }
  }

  /** Returns the path of a name in a directory, whatever characters it has. */
  static Path below(Path directory, String name) {
    return new Path(directory, new Path(null, null, name));
  }

  String name() {
    return path.getName();
  }

  /**
   * Tells whether Spark passes over it in a directory. The program does so too, since writers use
   * such names for what they leave beside their files.
   */
  boolean isHidden() {
    return isHidden(name());
  }

  static boolean isHidden(String name) {
    return name.startsWith(".")
        || (name.startsWith("_") && !name.contains("="))
        || name.endsWith("._COPYING_");
  }

  /** Returns what Hadoop says of it. */
  FileStatus requireStatus(String place) {
    if (status == null) {
      throw EvaluationException.input(place + " meets " + path + ", which " + problem);
    }
    return status;
  }
}
