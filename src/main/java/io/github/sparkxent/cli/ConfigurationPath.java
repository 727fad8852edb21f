// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Where a configuration is: a path of any file system that Hadoop knows. Without a scheme it is a
 * file of this machine if there is one, else one of the default file system.
 */
final class ConfigurationPath {
  private static final String FILE = "file";

  private ConfigurationPath() {}

  /** Tells whether a path is one of this machine. */
  static boolean isLocal(Configuration hadoop, String path) {
    if (exists(path)) {
      return true;
    }
    boolean hasScheme = path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    return !hasScheme && FILE.equals(FileSystem.getDefaultUri(hadoop).getScheme());
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Returns a path as Hadoop takes it. */
  static String qualified(Configuration hadoop, String path) {
    return isLocal(hadoop, path) ? FILE + ":" + Path.of(path).toAbsolutePath() : path;
  }
}
