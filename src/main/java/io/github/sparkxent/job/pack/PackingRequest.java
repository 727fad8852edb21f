// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.List;

/**
 * A request to rewrite a data set with packed logits.
 *
 * @param inputs Parquet files, directories or globs
 * @param output the directory to write, which must not exist
 * @param logits the name of the column of logits
 */
public record PackingRequest(List<String> inputs, String output, String logits) {
  static final String INPUT = "--input";
  static final String OUTPUT = "--output";
  static final String LOGITS = "--logits";

  /** Checks that nothing is empty. */
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
