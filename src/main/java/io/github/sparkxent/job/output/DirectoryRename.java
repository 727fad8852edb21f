// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.input.file.LocalDisk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The step that makes a staged directory a published one. */
public final class DirectoryRename {
  /**
   * The file systems that are called through Hadoop's newer interface, which never moves a
   * directory into another.
   */
  private static final Set<String> WITH_CONTEXT = Set.of("hdfs", "viewfs");

  private DirectoryRename() {}

  static boolean hasContext(FileSystem fileSystem) {
    return WITH_CONTEXT.contains(fileSystem.getScheme());
  }

  /**
   * Renames a directory to a free name, and tells whether it did: another run may take the same
   * name at the same moment, or the directory itself.
   *
   * <p>Hadoop's local file system copies file by file if the system call fails, which is not whole
   * or nothing. So the system call is made here; it replaces an empty directory. HDFS is asked for
   * a rename that never replaces. Other file systems may move the directory into one that has the
   * name; that is taken back.
   *
   * @return false if something has the name, or if there is no such directory
   * @throws IOException if it failed for another reason
   */
  public static boolean rename(Configuration hadoop, FileSystem fileSystem, Path from, Path to)
      throws IOException {
    if (fileSystem.getScheme().equals("file")) {
      return renameLocal(LocalDisk.file(from), LocalDisk.file(to));
    }
    try {
      if (hasContext(fileSystem)) {
        FileContext.getFileContext(from.toUri(), hadoop).rename(from, to, Options.Rename.NONE);
        return true;
      }
      return renameWithoutContext(fileSystem, from, to);
    } catch (FileNotFoundException | FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean renameLocal(java.nio.file.Path from, java.nio.file.Path to)
      throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)
          || String.valueOf(e.getReason()).contains("not empty")) {
        return false;
      }
      throw e;
    }
  }

  private static boolean renameWithoutContext(FileSystem fileSystem, Path from, Path to)
      throws IOException {
    if (fileSystem.exists(to)) {
      return false;
    }
    boolean renamed = fileSystem.rename(from, to);
    Path nested = new Path(to, from.getName());
    if (renamed && fileSystem.exists(nested)) {
      fileSystem.rename(nested, from);
      return false;
    }
    return renamed;
  }
}
