// SPDX-License-Identifier: Apache-2.0

/**
 * Mergeable states of the metrics and their immutable summaries.
 *
 * <p>A state has {@code add} and {@code merge}; it depends on the multiset of rows that it has
 * seen, never on their order or grouping. May import: {@code numeric} and the JDK, no Spark.
 */
package io.github.sparkxent.metric;
