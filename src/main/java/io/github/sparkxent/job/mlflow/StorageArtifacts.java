// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import io.github.sparkxent.job.failure.ReadFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The artifacts of a run in storage that Hadoop reaches too, with the credentials that it has:
 * {@code s3:} by {@code s3a}, and others by their own name. Each file is stored within the
 * time-out.
 */
final class StorageArtifacts implements ArtifactStore {
  /** The schemes that a server names, and those of Hadoop. */
  private static final Map<String, String> SCHEMES =
      Map.of("s3", "s3a", "s3a", "s3a", "gs", "gs", "abfss", "abfss", "hdfs", "hdfs");

  private final Configuration hadoop;
  private final String directory;
  private final Duration timeout;

  private StorageArtifacts(Configuration hadoop, String directory, Duration timeout) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.timeout = timeout;
  }

  /**
   * Returns a store.
   *
   * @return null if it is none that Hadoop may reach
   * @throws IOException if this Hadoop does not know it; the message says so
   */
  static StorageArtifacts of(String uri, Configuration hadoop, Duration timeout)
      throws IOException {
    int end = uri.indexOf("://");
    String scheme = end < 0 ? null : SCHEMES.get(uri.substring(0, end));
    if (scheme == null) {
      return null;
    }
    FileSystem.getFileSystemClass(scheme, hadoop);
    return new StorageArtifacts(hadoop, scheme + uri.substring(end).replaceAll("/+$", ""), timeout);
  }

  @Override
  public void put(String name, String type, String content) throws IOException {
    FutureTask<Void> task = new FutureTask<>(() -> write(name, content), null);
    Thread writer = new Thread(task, "mlflow-artifacts");
    writer.setDaemon(true);
    writer.start();
    try {
      task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(name + " is not stored within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(name + ": " + ReadFailure.oneLine(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + ": interrupted", e);
    } finally {
      task.cancel(true);
    }
  }

  private void write(String name, String content) {
    Path file = new Path(directory + "/" + name);
    try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
