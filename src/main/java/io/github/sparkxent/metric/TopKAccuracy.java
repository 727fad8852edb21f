// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * How often the label is among the k classes of the largest logits.
 *
 * @param k the number of classes
 * @param hitCount the number of rows whose label is among them
 * @param accuracy the sum of r over these rows by the sum of r over all; null if that is 0
 */
public record TopKAccuracy(int k, long hitCount, Double accuracy) {}
