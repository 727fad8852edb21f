// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

/**
 * A row with one of the largest losses of its split.
 *
 * @param id what identifies the row; null if nothing does
 * @param label its label as text
 * @param prediction the predicted class as text
 * @param confidence the probability of the predicted class; null if it is not known
 * @param loss its loss in nats
 */
public record WorstRow(
    String id, String label, String prediction, Double confidence, double loss) {}
