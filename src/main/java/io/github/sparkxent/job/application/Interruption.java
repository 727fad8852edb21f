// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.application;

import io.github.sparkxent.job.failure.ReadFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts when the JVM must end before the work is done, because of Ctrl-C or a scheduler. It runs in
 * a shutdown hook, before Spark stops and the working thread sees it fail.
 */
public final class Interruption implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** Hooks run from the highest on; Spark's has 40. */
  private static final int OF_RUN = 100;

  private static final int OF_PROGRAM = OF_RUN - 1;

  /** How long an interruption waits for a last step: storage may not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Action action;
  private final Duration patience;
  private final Runnable hook = this::interrupt;
  private final ReentrantLock step = new ReentrantLock();

  /** Guarded by {@link #step}. */
  private boolean over;

  /** A step that writes to storage. */
  @FunctionalInterface
  public interface Action {
    /**
     * Takes the step.
     *
     * @throws IOException if storage fails
     */
    void run() throws IOException;
  }

  /**
   * Keeps the actions.
   *
   * @param patience how long an interruption waits for a last step
   */
  Interruption(Action action, int priority, Duration patience) {
    this.action = action;
    this.patience = patience;
    try {
      ShutdownHookManager.get().addShutdownHook(hook, priority);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is ending already", e);
    }
  }

  /**
   * Has a run end in order, before any other action.
   *
   * @param action the action
   * @return close it when the run is done
   */
  public static Interruption ofRun(Action action) {
    return new Interruption(action, OF_RUN, PATIENCE);
  }

  /**
   * Has the program say something after its run has ended.
   *
   * @param action the action
   * @return close it when the program is done
   */
  public static Interruption ofProgram(Runnable action) {
    return new Interruption(action::run, OF_PROGRAM, PATIENCE);
  }

  /**
   * Tells whether the JVM is ending, which then explains any failure.
   *
   * @return true while hooks run
   */
  public static boolean isUnderWay() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /** Runs the actions, unless the work is over or does not end its last step. */
  void interrupt() {
    try {
      if (!step.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!over) {
        over = true;
        action.run();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("what was interrupted cannot be ended: {}", ReadFailure.oneLine(e));
    } finally {
      step.unlock();
    }
  }

  /**
   * Takes a step that no interruption may come into: it waits some seconds for the step's end.
   *
   * @param next the step
   * @throws IOException if the step fails
   * @throws IllegalStateException if the work was interrupted before
   */
  public void take(Action next) throws IOException {
    step.lock();
    try {
      if (over) {
        throw new IllegalStateException("interrupted");
      }
      next.run();
    } finally {
      step.unlock();
    }
  }

  /**
   * Takes the step that ends the work, after which an interruption does nothing.
   *
   * @param ending the step
   * @throws IOException if the step fails
   * @throws IllegalStateException if the work was interrupted before
   */
  public void last(Action ending) throws IOException {
    take(
        () -> {
          ending.run();
          over = true;
        });
  }

  @Override
  public void close() {
    try {
      ShutdownHookManager.get().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is ending", e);
    }
  }
}
