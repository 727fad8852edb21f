// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final List<String> done = new ArrayList<>();
  private final Interruption interruption =
      new Interruption(() -> done.add("interrupted"), 0, Duration.ZERO);

  @AfterEach
  void close() {
    interruption.close();
  }

  @Test
  void of_work_that_is_not_over_does_once_what_is_to_be_done_and_lets_the_work_not_end()
      throws IOException {
    interruption.interrupt();
    interruption.interrupt();

    assertThatThrownBy(() -> interruption.last(() -> done.add("published")))
        .hasMessage("interrupted");
    assertThat(done).containsExactly("interrupted");
  }

  @Test
  void of_work_that_is_over_does_nothing() throws IOException {
    interruption.last(() -> done.add("published"));
    interruption.interrupt();

    assertThat(done).containsExactly("published");
  }

  @Test
  void after_a_last_step_that_failed_does_what_is_to_be_done() {
    assertThatThrownBy(
            () ->
                interruption.last(
                    () -> {
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    interruption.interrupt();

    assertThat(done).containsExactly("interrupted");
  }

  @Test
  void between_steps_lets_no_further_one_begin() throws IOException {
    interruption.take(() -> done.add("begun"));
    interruption.interrupt();

    assertThatThrownBy(() -> interruption.take(() -> done.add("gone on")))
        .hasMessage("interrupted");
    assertThat(done).containsExactly("begun", "interrupted");
  }

  @Test
  void while_a_last_step_hangs_gives_up() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread work =
        new Thread(
            () -> {
              try {
                interruption.last(
                    () -> {
                      begun.countDown();
                      await(released);
                      done.add("published");
                    });
              } catch (IOException e) {
                done.add("failed");
              }
            });
    work.start();
    begun.await();

    interruption.interrupt();

    assertThat(done).isEmpty();
    released.countDown();
    work.join();
    assertThat(done).containsExactly("published");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
