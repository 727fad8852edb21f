// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The Brier score of one split.
 *
 * @param brierScore the mean over rows of the sum of (p_c - y_c)^2; null without weight
 */
public record BrierSummary(Double brierScore) {}
