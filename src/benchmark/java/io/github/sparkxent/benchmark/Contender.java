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
