// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does work in a thread of its own. Spark calls a procedure in the midst of an analysis, and until
 * that ends the settings of the caller's session hold for all that its thread does, whatever
 * session it works in.
 *
 * <p>The new thread takes over the caller's class loader, active session, and the group and tags of
 * its jobs, by which a client cancels them.
 */
final class OwnThread {
  private OwnThread() {}

  /** Returns what the work returns, or throws what it throws. */
  static <T> T call(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // The work ends its run in order, and says why.
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
