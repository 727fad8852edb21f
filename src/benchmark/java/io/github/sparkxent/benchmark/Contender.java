// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.SortedMap;

/** One way to read the files, and with all but the bare scans to evaluate them. */
interface Contender {
  /** Returns the name used in options and results. */
  String name();

  /**
   * Reads all rows.
   *
   * @return the sum of the losses by split; empty for a bare scan
   */
  SortedMap<String, Double> run() throws Exception;
}
