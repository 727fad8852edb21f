// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.List;

/** All that a run of the benchmark found. */
record Results(Machine before, Machine after, Clock clock, List<Measurement> measurements) {
  /** Returns the contenders that were measured anywhere. */
  List<String> contenders() {
    return Contenders.ALL.stream()
        .filter(name -> measurements.stream().anyMatch(setting -> setting.has(name)))
        .toList();
  }

  /** Says what ratios and times by row are of. */
  String basis() {
    return "minima of %s time%s"
        .formatted(
            clock,
            measurements.stream().allMatch(setting -> setting.fixed().isEmpty())
                ? ""
                : ", less the fixed cost of each contender's query, measured on %d rows"
                    .formatted(Shape.FEW_ROWS));
  }
}
