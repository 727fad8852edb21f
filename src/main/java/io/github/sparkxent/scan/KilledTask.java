// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Ends a task that Spark has killed, which it cannot do itself while rows are read. */
final class KilledTask {
  private KilledTask() {}

  /**
   * Looks whether this thread's task was killed. To be called for each batch of rows.
   *
   * @throws TaskKilledException if it was
   */
  static void check() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException();
    }
  }
}
