// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What time is compared. */
enum Clock {
  /** The time that passes: what counts, on a machine that does nothing else. */
  WALL {
    @Override
    long nanoseconds() {
      return System.nanoTime();
    }
  },
  /** The time that this process computes, in all of its threads: for a machine that is shared. */
  CPU {
    @Override
    long nanoseconds() {
      return PROCESS.getProcessCpuTime();
    }
  };

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  abstract long nanoseconds();

  static Clock of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
