// SPDX-License-Identifier: Apache-2.0

/**
 * The results of an evaluation, as immutable records: what the states of the metrics come to, and
 * what the report is made of.
 *
 * <p>May import: {@code row} and the JDK, no Spark. Start at {@code SplitSummary}.
 */
package io.github.sparkxent.metric;
