// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

/** One way to read the files, and with all but the bare scans to evaluate them. */
interface Contender {
  /** Returns the name used in options and results. */
  String name();

  /** Reads all rows, and returns what was asked of them. */
  Figures run() throws Exception;
}
