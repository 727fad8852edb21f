// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Refuses the files of tables that keep a log of which files count.
 *
 * <p>The listing itself shows the markers below the paths. Each directory above is asked once for
 * each marker, however many files and paths lie below.
 */
final class TableMarkers {
  private final DataSource source;
  private final Set<Path> clear = new HashSet<>();

  private TableMarkers(DataSource source) {
    this.source = source;
  }

  /** Returns an object that refuses the files of tables in a data set. */
  static TableMarkers refused(DataSource source) {
    return new TableMarkers(source);
  }

  /** Returns an object that accepts all files, for those that this run has written itself. */
  static TableMarkers passedOver() {
    return new TableMarkers(null);
  }

  /**
   * Looks at the listed entries of a directory.
   *
   * @throws EvaluationException of kind configuration if it is that of a table
   */
  void refuseIn(Path directory, List<DirectoryEntry> entries) {
    if (source == null) {
      return;
    }
    for (DirectoryEntry entry : entries) {
      TableKind kind = TableKind.ofName(entry.name());
      if (kind != null) {
        throw refusal(kind, directory, directory);
      }
      if (directory.getName().equals(TableKind.ICEBERG.marker())
          && TableKind.isIcebergMetadata(entry.name())) {
        throw refusal(TableKind.ICEBERG, directory.getParent(), directory.getParent());
      }
    }
    clear.add(directory);
  }

  /**
   * Looks for markers in a directory and in those above it.
   *
   * @throws EvaluationException of kind configuration if one of them is that of a table
   */
  void refuseFrom(FileSystem fileSystem, Path directory) throws IOException {
    if (source == null) {
      return;
    }
    for (Path one = directory; one != null && clear.add(one); one = one.getParent()) {
      for (TableKind kind : TableKind.values()) {
        if (isMarked(fileSystem, one, kind)) {
          throw refusal(kind, one, directory);
        }
      }
    }
  }

  private static boolean isMarked(FileSystem fileSystem, Path directory, TableKind kind)
      throws IOException {
    Path marker = new Path(directory, kind.marker());
    try {
      if (kind.isKnownByName()) {
        fileSystem.getFileStatus(marker);
        return true;
      }
      for (FileStatus file : fileSystem.listStatus(marker)) {
        if (TableKind.isIcebergMetadata(file.getPath().getName())) {
          return true;
        }
      }
      return false;
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return false;
    } catch (AccessControlException | AccessDeniedException e) {
      // A user who may read a directory may not be allowed to list those above it.
      return false;
    }
  }

  private EvaluationException refusal(TableKind kind, Path root, Path found) {
    return EvaluationException.configuration(
        source.place()
            + " "
            + found
            + (root.equals(found) ? " is " : " belongs to ")
            + kind.words()
            + (root.equals(found) ? "" : ", " + root)
            + ": it has "
            + kind.marker()
            + ", which says which of its files count; expected "
            + kind.advice(source, root.toString()));
  }
}
