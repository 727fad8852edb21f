/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The step that makes a staged directory a published one. */
final class DirectoryRename {
  private DirectoryRename() {}

  /**
   * Renames a directory to a name that nothing has, and tells whether it did: another run may take
   * the same name at once.
   *
   * <p>Hadoop's local file system copies file by file where the system call fails, which is not
   * whole or nothing; so there the system call is made. HDFS moves the directory into one that has
   * the name; that is taken back.
   */
  static boolean rename(FileSystem fileSystem, Path from, Path to) throws IOException {
    if (fileSystem.getScheme().equals("file")) {
      try {
        Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (FileSystemException e) {
        return false;
      }
    }
    boolean renamed;
    try {
      renamed = fileSystem.rename(from, to);
    } catch (FileNotFoundException | FileAlreadyExistsException e) {
      return false;
    }
    Path nested = new Path(to, from.getName());
    if (renamed && fileSystem.exists(nested)) {
      fileSystem.rename(nested, from);
      return false;
    }
    return renamed;
  }

  /** Returns the path as Java knows it, for a path of the local file system. */
  static java.nio.file.Path local(Path path) {
    return Paths.get(path.toUri().getPath());
  }
}
