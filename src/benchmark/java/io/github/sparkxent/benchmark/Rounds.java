// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs contenders in turn, round by round, so that what else the machine does hits all alike. */
record Rounds(int warmup, double warmupSeconds, int measured) {
  /** Warms each contender up, then measures all of them in each round, starting with another. */
  Map<String, Timings> measure(List<Contender> contenders) throws Exception {
    Agreement agreement = new Agreement();
    for (Contender contender : contenders) {
      warmUp(contender, agreement);
    }
    Map<String, Timings> timings = new LinkedHashMap<>();
    contenders.forEach(contender -> timings.put(contender.name(), Timings.ofRounds(measured)));
    for (int round = 0; round < measured; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get((i + round) % contenders.size());
        measure(contender, timings.get(contender.name()), round);
      }
    }
    return timings;
  }

  private void warmUp(Contender contender, Agreement agreement) throws Exception {
    double spent = 0;
    for (int i = 0; i < warmup || (spent < warmupSeconds && i < 10 * warmup); i++) {
      long start = Clock.CPU.nanoseconds();
      Figures figures = contender.run();
      spent += (Clock.CPU.nanoseconds() - start) / 1e9;
      agreement.require(contender.name(), figures.byName());
    }
  }

  private static void measure(Contender contender, Timings timings, int round) throws Exception {
    System.gc();
    long wall = Clock.WALL.nanoseconds();
    long cpu = Clock.CPU.nanoseconds();
    contender.run();
    timings.cpu()[round] = (Clock.CPU.nanoseconds() - cpu) / 1e9;
    timings.wall()[round] = (Clock.WALL.nanoseconds() - wall) / 1e9;
  }
}
