// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Thousands of schedules of runs that publish at once, fail at any step and die at any step. */
class PublishingSimulationTest {
  private static final int SCHEDULES = 5000;
  private static final int SCHEDULES_OF_THE_EARLIER = 1000;
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdown();
  }

  @Test
  void no_schedule_loses_mixes_or_misreports_a_result() {
    for (long seed = 0; seed < SCHEDULES; seed++) {
      assertThat(PublishingSimulation.run(seed, THREADS, SimulatedRun::today))
          .as("schedule " + seed)
          .isEmpty();
    }
  }

  @Test
  void the_earlier_protocol_is_found_to_lose_misreport_and_take_what_is_others() {
    Set<String> found = new TreeSet<>();
    for (long seed = 0; seed < SCHEDULES_OF_THE_EARLIER; seed++) {
      List<String> violations =
          PublishingSimulation.run(
              seed, THREADS, (store, run) -> new EarlierPublishing(store, run.runId, run.attempt));
      found.addAll(violations);
    }

    assertThat(found)
        .anyMatch(fault -> fault.equals("a published result is lost"))
        .anyMatch(fault -> fault.matches("the status is \\w+ of another run than the result's"))
        .anyMatch(fault -> fault.startsWith("a run with id nightly touches .previous-nightly-2-"))
        .anyMatch(fault -> fault.startsWith("what is foreign is gone: thesis"));
  }
}
