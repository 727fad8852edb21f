// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.LocalDisk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The directory of an evaluation on one of Hadoop's file systems. */
final class HadoopResultStore implements ResultStore {
  /** Schemes of stores where a rename copies file by file. */
  private static final Set<String> COPYING =
      Set.of(
          "s3", "s3n", "s3a", "gs", "wasb", "wasbs", "oss", "cos", "cosn", "obs", "swift", "tos");

  private static final int MAX_DOUBLINGS = 6;
  private static final long FIRST_PAUSE_MILLIS = 5;

  private final Configuration hadoop;
  private final FileSystem fileSystem;
  private final Path parent;

  HadoopResultStore(Configuration hadoop, FileSystem fileSystem, Path parent) {
    this.hadoop = hadoop;
    this.fileSystem = fileSystem;
    this.parent = parent;
  }

  Path path(String name) {
    return new Path(parent, name);
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus entry : fileSystem.listStatus(parent)) {
      names.add(entry.getPath().getName());
    }
    return names;
  }

  @Override
  public boolean exists(String name) throws IOException {
    return fileSystem.exists(path(name));
  }

  @Override
  public String read(String name, int maxBytes) throws IOException {
    try (InputStream in = fileSystem.open(path(name))) {
      return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      // A directory of that name, or one above that is a file: no such file either.
      FileStatus found = statusOrNull(name);
      if (found == null || found.isDirectory()) {
        return null;
      }
      throw e;
    }
  }

  private FileStatus statusOrNull(String name) throws IOException {
    try {
      return fileSystem.getFileStatus(path(name));
    } catch (FileNotFoundException | org.apache.hadoop.fs.ParentNotDirectoryException e) {
      return null;
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    try (OutputStream out = fileSystem.create(path(name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FSError e) {
      throw failed(path(name), e);
    }
  }

  /** Returns the exception in an error of Hadoop's local file system, such as for a full disk. */
  static IOException failed(Path path, FSError e) {
    return new IOException(path + ": " + ReadFailure.oneLine(e.getCause()), e);
  }

  @Override
  public void replace(String name, String text, String aside) throws IOException {
    if (!isLocal() && !DirectoryRename.hasContext(fileSystem)) {
      // These stores show a file when it is closed, and have no rename that replaces.
      write(name, text);
      return;
    }
    try {
      write(aside, text);
      renameOver(path(aside), path(name));
    } catch (IOException | RuntimeException e) {
      removeAfter(e, aside);
      throw e;
    }
  }

  private void renameOver(Path from, Path to) throws IOException {
    if (isLocal()) {
      Files.move(LocalDisk.file(from), LocalDisk.file(to), StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(from.toUri(), hadoop).rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private void removeAfter(Exception failure, String name) {
    try {
      delete(name);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public boolean rename(String from, String to) throws IOException {
    return DirectoryRename.rename(hadoop, fileSystem, path(from), path(to));
  }

  @Override
  public boolean renamesAtOnce() {
    return !COPYING.contains(fileSystem.getScheme());
  }

  private boolean isLocal() {
    return fileSystem.getScheme().equals("file");
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      if (fileSystem.delete(path(name), true)) {
        return;
      }
    } catch (FileNotFoundException e) {
      return;
    }
    // Another run may be removing it as well.
    if (exists(name)) {
      throw new IOException(shown(name) + " cannot be removed");
    }
  }

  @Override
  public long lastWritten(String name) throws IOException {
    try {
      return lastWritten(fileSystem.getFileStatus(path(name)));
    } catch (FileNotFoundException e) {
      return now();
    }
  }

  private long lastWritten(FileStatus file) throws IOException {
    long written = file.getModificationTime();
    if (file.isDirectory()) {
      for (FileStatus inside : fileSystem.listStatus(file.getPath())) {
        written = Math.max(written, lastWritten(inside));
      }
    }
    return written;
  }

  @Override
  public long now() {
    return System.currentTimeMillis();
  }

  @Override
  public void pause(int times) throws IOException {
    try {
      Thread.sleep(FIRST_PAUSE_MILLIS << Math.min(times, MAX_DOUBLINGS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while publishing", e);
    }
  }

  @Override
  public String shown(String name) {
    return path(name).toString();
  }
}
