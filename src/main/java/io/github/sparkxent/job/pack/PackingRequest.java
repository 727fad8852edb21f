// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.numeric.LogitEncoding;
import java.util.List;

/**
 * A request to rewrite a data set with packed logits.
 *
 * @param inputs Parquet files, directories or globs
 * @param output the directory to write, which must not exist
 * @param logits the name of the column of logits
 * @param encoding how the logits are stored
 * @param overflow what becomes of finite logits that the encoding rounds to infinity
 */
public record PackingRequest(
    List<String> inputs, String output, String logits, LogitEncoding encoding, Overflow overflow) {
  /** What becomes of finite logits that the encoding rounds to infinity. */
  public enum Overflow {
    /** The data set is refused. */
    FAIL,
    /** They become infinite, and their rows are counted. */
    INFINITY
  }

  static final String INPUT = "--input";
  static final String OUTPUT = "--output";
  static final String LOGITS = "--logits";
  static final String AS = "--as";
  static final String OVERFLOW = "--overflow";

  /**
   * Makes a request.
   *
   * @param encoding the name of the encoding
   * @throws EvaluationException of kind configuration if none has it, or something is empty
   */
  public static PackingRequest of(
      List<String> inputs, String output, String logits, String encoding, Overflow overflow) {
    try {
      return new PackingRequest(inputs, output, logits, LogitEncoding.ofText(encoding), overflow);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(AS + ": " + e.getMessage(), e);
    }
  }

  /** Makes a request for float32, which keeps every bit. */
  public PackingRequest(List<String> inputs, String output, String logits) {
    this(inputs, output, logits, LogitEncoding.FLOAT32, Overflow.FAIL);
  }

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
