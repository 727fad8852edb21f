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
package io.github.sparkxent.job;

import java.util.List;

/**
 * What to rewrite with packed logits.
 *
 * @param inputs Parquet files, directories or globs
 * @param output the directory to write, which must not exist
 * @param logits the name of the column of logits
 */
public record PackingRequest(List<String> inputs, String output, String logits) {
  static final String INPUT = "--input";
  static final String OUTPUT = "--output";
  static final String LOGITS = "--logits";

  /**
   * Checks that nothing is empty.
   *
   * @throws EvaluationException if a path or the column's name is
   */
  public PackingRequest {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw EvaluationException.configuration("no " + INPUT + ", expected one or more paths");
    }
    inputs.forEach(input -> requireText(INPUT, input));
    requireText(OUTPUT, output);
    requireText(LOGITS, logits);
  }

  private static void requireText(String option, String text) {
    if (text.isBlank()) {
      throw EvaluationException.configuration(option + " is empty, expected a name");
    }
  }
}
