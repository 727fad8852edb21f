// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cluster;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;

/**
 * Kills all executors of a local cluster, with the map outputs that they hold, when the stage
 * before the exchange of an evaluation has ended; and says so when that stage is tried again.
 * Registered by {@code spark.extraListeners}.
 */
public final class ExecutorKiller extends SparkListener {
  private boolean mapping;
  private boolean killed;

  /** Created by Spark. */
  public ExecutorKiller() {}

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    String description = submitted.properties().getProperty("spark.job.description", "");
    mapping = description.endsWith("evaluate rows") && submitted.stageInfo().parentIds().isEmpty();
    if (mapping && killed) {
      System.out.println("map stage tried again: " + submitted.stageInfo().numTasks() + " tasks");
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    if (!mapping || killed) {
      return;
    }
    killed = true;
    ProcessHandle.current()
        .descendants()
        .filter(
            child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .forEach(
            child -> {
              System.out.println("killed executor with process id " + child.pid());
              child.destroyForcibly();
            });
  }
}
