// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs contenders in turn, round by round, so that what else the machine does hits all alike. */
record Rounds(int warmup, double warmupSeconds, int measured) {
  /** How far the sums of the others, which round at each addition, may be from the exact ones. */
  private static final double TOLERANCE = 1e-5;

  /** Warms each contender up, then measures all of them in each round, starting with another. */
  Map<String, Timings> measure(List<Contender> contenders) throws Exception {
    SortedMap<String, Double> expected = new TreeMap<>();
    for (Contender contender : contenders) {
      warmUp(contender, expected);
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

  private void warmUp(Contender contender, SortedMap<String, Double> expected) throws Exception {
    double spent = 0;
    for (int i = 0; i < warmup || (spent < warmupSeconds && i < 10 * warmup); i++) {
      long start = Clock.CPU.nanoseconds();
      SortedMap<String, Double> sums = contender.run();
      spent += (Clock.CPU.nanoseconds() - start) / 1e9;
      requireSame(contender, sums, expected);
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

  private static void requireSame(
      Contender contender, SortedMap<String, Double> sums, SortedMap<String, Double> expected) {
    if (sums.isEmpty()) {
      return;
    }
    if (expected.isEmpty()) {
      expected.putAll(sums);
    }
    boolean same =
        sums.keySet().equals(expected.keySet())
            && sums.entrySet().stream()
                .allMatch(
                    sum -> {
                      double other = expected.get(sum.getKey());
                      return Math.abs(sum.getValue() - other) <= TOLERANCE * Math.abs(other);
                    });
    if (!same) {
      throw new IllegalStateException(contender.name() + " gives " + sums + ", not " + expected);
    }
  }
}
