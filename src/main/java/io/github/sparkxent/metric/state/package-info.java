// SPDX-License-Identifier: Apache-2.0

/**
 * Mergeable states of the metrics. Internal to the project.
 *
 * <p>A state has {@code add} and {@code merge}; it depends on the multiset of rows that it has
 * seen, never on their order or grouping. A metric is a {@code MetricState}, and {@code
 * EvaluatedRows} has the list of them. May import: {@code metric}, {@code row}, {@code numeric} and
 * the JDK, no Spark. Start at {@code EvaluationState}.
 */
package io.github.sparkxent.metric.state;
