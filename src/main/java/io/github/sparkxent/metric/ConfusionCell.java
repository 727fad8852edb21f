// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The rows of one label and one prediction.
 *
 * @param label the class id
 * @param prediction the class of the largest logit
 * @param count the number of rows, whatever their weights
 */
public record ConfusionCell(int label, int prediction, long count) {}
