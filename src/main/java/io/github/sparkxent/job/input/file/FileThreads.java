// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FSError;

/** Does the same work for each of many files, some at a time: most of the time is waiting. */
public final class FileThreads {
  private static final int MAX_THREADS = 16;

  private FileThreads() {}

  /** The work for one file. */
  public interface Work<F, R> {
    R of(F file) throws IOException;
  }

  /**
   * Returns the results in the order of the files.
   *
   * @throws IOException if the work does, also as an unchecked exception or error that wraps it
   * @throws RuntimeException or an Error, as the work does
   */
  public static <F, R> List<R> each(List<F> files, Work<F, R> work) throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MAX_THREADS, files.size()),
            task -> {
              Thread thread = new Thread(task, "input-files");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> pending = new ArrayList<>();
      for (F file : files) {
        pending.add(threads.submit(() -> work.of(file)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading files", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns a failure of storage, and throws any other. */
  private static IOException failed(Throwable cause) {
    boolean isOfStorage = cause instanceof UncheckedIOException || cause instanceof FSError;
    if (!isOfStorage && cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (!isOfStorage && cause instanceof Error error) {
      throw error;
    }
    return new IOException(cause);
  }
}
