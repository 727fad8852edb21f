// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code faulty}, where a test may make something happen just
 * before a file is opened, created or renamed.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  /** Which name in a rename's source makes a process started with it stop there, for ever. */
  public static final String STOP_AT_RENAME_FROM = "faulty.stop-at-rename-from";

  private static final URI NAME = URI.create("faulty:///");
  private static final AtomicReference<Fault> FAULT = new AtomicReference<>((what, path) -> {});

  private String stopAt;

  /** Created by Hadoop. */
  public FaultyFileSystem() {}

  /** What a test makes happen. */
  @FunctionalInterface
  public interface Fault {
    /**
     * Called before an operation.
     *
     * @param operation open, create, rename, delete or list
     * @param path the file, or what is renamed
     * @throws IOException to let the operation fail
     */
    void before(String operation, Path path) throws IOException;
  }

  /**
   * Replaces what happens.
   *
   * @param fault the new fault, for all instances in this JVM
   */
  public static void set(Fault fault) {
    FAULT.set(fault);
  }

  /**
   * Returns what Hadoop's local file system throws when the disk is full.
   *
   * @return an error, not an exception
   */
  public static FSError fullDisk() {
    try {
      Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
      constructor.setAccessible(true);
      return constructor.newInstance(new IOException("No space left on device"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets nothing happen any more. */
  public static void clear() {
    set((what, path) -> {});
  }

  @Override
  public void initialize(URI uri, Configuration conf) throws IOException {
    super.initialize(uri, conf);
    stopAt = conf.get(STOP_AT_RENAME_FROM);
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FAULT.get().before("open", path);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FAULT.get().before("create", path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FAULT.get().before("create", path);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    FAULT.get().before("rename", from);
    if (stopAt != null && from.getName().startsWith(stopAt)) {
      stop(from);
    }
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    FAULT.get().before("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FAULT.get().before("list", path);
    return super.listStatus(path);
  }

  /** Says on stdout that it has come here, then waits to be killed. */
  private static void stop(Path from) {
    System.out.println("stopped before the rename of " + from.getName());
    System.out.flush();
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
