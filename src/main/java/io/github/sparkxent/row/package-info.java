// SPDX-License-Identifier: Apache-2.0

/**
 * A row of logits and its label: its outcome and its figures.
 *
 * <p>May import: {@code numeric} and the JDK, no Spark. Start at {@code RowEvaluator}.
 */
package io.github.sparkxent.row;
