// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * How the labels of one split are distributed.
 *
 * @param classPriorEntropy the entropy of the mean label in nats; null without weight
 * @param normalizedLoss the mean loss by that entropy; null if one is undefined or the entropy is 0
 */
public record LabelSummary(Double classPriorEntropy, Double normalizedLoss) {}
