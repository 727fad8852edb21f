// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.row.RowStatus;
import java.util.List;
import java.util.Map;

/**
 * Examples of invalid rows, for messages.
 *
 * @param rows the smallest ids of some rows by reason, or without ids their files
 * @param numClasses the numbers of logits that rows have instead of the right one, the most common
 *     first; empty without such rows
 */
public record InvalidExamples(Map<RowStatus, List<String>> rows, List<Integer> numClasses) {
  /** Of rows that cannot be looked at. */
  public static final InvalidExamples NONE = new InvalidExamples(Map.of(), List.of());
}
