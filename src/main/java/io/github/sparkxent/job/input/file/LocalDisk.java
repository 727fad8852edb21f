// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Tells of a file on the local disk what Java knows and Hadoop does not: links, pipes, encodings.
 */
public final class LocalDisk {
  private static final boolean IS_UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  private static final String ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

  /** The character that stands in a name for bytes that are no text. */
  private static final String NO_TEXT = "\uFFFD";

  private LocalDisk() {}

  static boolean isLocal(FileSystem fileSystem) {
    return fileSystem instanceof RawLocalFileSystem
        || "file".equals(fileSystem.getUri().getScheme());
  }

  /** Returns the path as Java knows it, for a path of the local file system. */
  public static java.nio.file.Path file(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Returns the path as Hadoop knows it. */
  static Path path(FileSystem fileSystem, java.nio.file.Path path) {
    return fileSystem.makeQualified(new Path(null, null, path.toString()));
  }

  /**
   * Returns the identity of a file: the file that links lead to, or its number on the disk if it
   * has several names without links.
   */
  static String identity(java.nio.file.Path file) throws IOException {
    if (IS_UNIX) {
      Map<String, Object> numbers = Files.readAttributes(file, "unix:nlink,dev,ino");
      if ((int) numbers.get("nlink") > 1) {
        return numbers.get("dev") + ":" + numbers.get("ino");
      }
    }
    return file.toRealPath().toString();
  }

  /** Returns the target of a link that leads nowhere; null if the path is no such link. */
  static String danglingLink(java.nio.file.Path path) throws IOException {
    return Files.isSymbolicLink(path) && !Files.exists(path)
        ? "is a link to " + Files.readSymbolicLink(path) + ", which is not there"
        : null;
  }

  /** Says why Hadoop's listing of a directory leaves out an entry; null if it has gone since. */
  static String whyNotListed(java.nio.file.Path entry) throws IOException {
    String link = danglingLink(entry);
    if (link != null || !Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
      return link;
    }
    return entry.getFileName().toString().contains(NO_TEXT)
        ? "has a name that cannot be opened, as it is no " + ENCODING + ": " + remedy()
        : "cannot be looked at";
  }

  /** Says why a file cannot be read as one; null if it can. */
  static String whyNotReadable(java.nio.file.Path file) {
    if (!Files.isRegularFile(file)) {
      return "is a pipe, a socket or a device, expected a file";
    }
    return Files.isReadable(file) ? null : "cannot be read: permission denied";
  }

  /** Says why the text of a user's path cannot be opened at all; null if it can. */
  static String whyNotEncodable(String path) {
    return path.contains(NO_TEXT) || !Charset.forName(ENCODING).newEncoder().canEncode(path)
        ? "cannot be opened, as not all of it is " + ENCODING + ": " + remedy()
        : null;
  }

  private static String remedy() {
    return ENCODING.equals("UTF-8") ? "rename it" : "set LC_ALL=C.UTF-8 in the environment";
  }
}
