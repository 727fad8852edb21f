// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.history;

/**
 * A run in a list of runs. Immutable.
 *
 * @param id the run id
 * @param started when it began, ISO 8601
 * @param dataDate the day that its data are of, ISO 8601; null if it was not told
 * @param state how it stands or ended
 * @param passed how many verdicts are {@code pass}; null without a report, as what follows
 * @param failed how many are {@code fail}
 * @param inconclusive how many are {@code inconclusive}
 * @param rowsRead the rows that it read
 * @param rowsEvaluated those that its figures are about
 * @param isLatest whether {@code latest.json} names it
 */
public record RunLine(
    String id,
    String started,
    String dataDate,
    String state,
    Long passed,
    Long failed,
    Long inconclusive,
    Long rowsRead,
    Long rowsEvaluated,
    boolean isLatest) {}
