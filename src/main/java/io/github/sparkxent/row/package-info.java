// SPDX-License-Identifier: Apache-2.0

/**
 * Rows of logits and their labels side by side: their outcomes and figures.
 *
 * <p>May import: {@code numeric} and the JDK, no Spark. Start at {@code RowColumns} and {@code
 * RowEvaluator}; {@code BaselineEvaluator} evaluates a baseline beside them.
 */
package io.github.sparkxent.row;
