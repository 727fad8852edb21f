// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
   * @throws IOException if the work throws anything else
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
      if (e.getCause() instanceof EvaluationException refused) {
        throw refused;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading files", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
