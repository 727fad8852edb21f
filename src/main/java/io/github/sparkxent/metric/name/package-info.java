// SPDX-License-Identifier: Apache-2.0

/**
 * The names of the metrics, and figures by these names.
 *
 * <p>May import: {@code metric} and the JDK, no Spark. Start at {@code MetricNames}.
 */
package io.github.sparkxent.metric.name;
