// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import io.github.sparkxent.metric.state.PerClassAccumulator;

/**
 * The figures of one class; the formulas are those of {@link PerClassAccumulator}.
 *
 * @param classId the class
 * @param labelCount the number of rows of this label
 * @param predictionCount the number of rows of this prediction
 * @param correctCount the number of rows of both
 * @param lossMean the mean loss of the rows of this label; null if their weights sum to 0
 * @param precision how much of the predictions is right; null if their weights sum to 0
 * @param recall how much of the labels is found; null if their weights sum to 0
 */
public record ClassSummary(
    int classId,
    long labelCount,
    long predictionCount,
    long correctCount,
    Double lossMean,
    Double precision,
    Double recall) {}
