/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
