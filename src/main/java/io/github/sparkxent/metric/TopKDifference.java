// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The top-k accuracy of a candidate and of a baseline.
 *
 * @param k how many of the largest logits may be the label's
 * @param accuracy the share of the rows whose label is among them
 */
public record TopKDifference(int k, PairedDifference accuracy) {}
