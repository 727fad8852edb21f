// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.metric.state.EvaluationState;
import java.util.List;

/**
 * What one file gave.
 *
 * @param file which file
 * @param numClasses the number of classes that a row must have to count as evaluated
 * @param splits the rows and figures of each split, to be read by people
 * @param version the version of the state's binary form
 * @param state the state's binary form
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes where it is compared
public record KeptState(
    FileIdentity file, int numClasses, List<KeptCounts> splits, int version, byte[] state) {
  /** Makes the line of a file. */
  public static KeptState of(FileIdentity file, int numClasses, EvaluationState state) {
    return new KeptState(
        file,
        numClasses,
        state.summaries(numClasses).stream().map(KeptCounts::of).toList(),
        EvaluationState.VERSION,
        state.toByteArray());
  }

  /** Returns how many rows the state is of. */
  public long rows() {
    return splits.stream().mapToLong(KeptCounts::rows).sum();
  }

  /**
   * Returns the state, of bytes that are checked.
   *
   * @throws IllegalArgumentException if they are damaged, or of a newer version
   */
  public EvaluationState read() {
    return EvaluationState.fromByteArray(state);
  }
}
