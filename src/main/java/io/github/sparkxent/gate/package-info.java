// SPDX-License-Identifier: Apache-2.0

/**
 * Thresholds on metrics: a report in, verdicts out.
 *
 * <p>May import: {@code report} and what that may import, no Spark.
 */
package io.github.sparkxent.gate;
