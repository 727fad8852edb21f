// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again for an input that is not there yet, as long as the configuration says. */
public final class InputWait {
  private static final Logger LOG = LoggerFactory.getLogger(InputWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private final Pause pause;

  InputWait(LongSupplier nanoTime, Pause pause) {
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Passes the time between two looks. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Looks for an input. */
  public interface Look<T> {
    T now() throws IOException;
  }

  /** Returns a wait by the clock. */
  public static InputWait byClock() {
    return new InputWait(System::nanoTime, time -> Thread.sleep(time.toMillis()));
  }

  /** Looks until the input is there. */
  public <T> T until(DataSource source, Look<T> look) throws IOException {
    long start = nanoTime.getAsLong();
    Duration next = FIRST_PAUSE;
    boolean said = false;
    while (true) {
      try {
        return look.now();
      } catch (EvaluationException e) {
        if (!e.isMissing() || source.waiting() == null) {
          throw e;
        }
        Duration left = source.waiting().time().minusNanos(nanoTime.getAsLong() - start);
        if (left.isNegative() || left.isZero()) {
          throw EvaluationException.environment(
              "%s; it did not come within the %s of %s.wait"
                  .formatted(e.getMessage(), source.waiting().text(), source.key()),
              e);
        }
        if (!said) {
          LOG.info(
              "{}; looking again for {}, as {}.wait says",
              e.getMessage(),
              source.waiting().text(),
              source.key());
          said = true;
        }
        pause(next.compareTo(left) < 0 ? next : left);
        next = next.multipliedBy(2);
        next = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
      }
    }
  }

  private void pause(Duration time) throws IOException {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the input", e);
    }
  }
}
