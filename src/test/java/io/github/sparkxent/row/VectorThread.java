// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.sparkxent.numeric.SoftmaxRow;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a test in a thread that has had enough rows for others to wait. */
public final class VectorThread {
  private VectorThread() {}

  /** Runs a test in a thread of its own; nowhere if there are no vectors. */
  public static void run(Runnable test) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              SoftmaxRow row = new SoftmaxRow();
              boolean prefers = false;
              for (int i = 0; !prefers && i < 10_000_000; i++) {
                prefers = row.prefersBlock(32);
              }
              assumeThat(prefers).as("vectors").isTrue();
              test.run();
            },
            null);
    new Thread(task).start();
    try {
      task.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    }
  }
}
