// SPDX-License-Identifier: Apache-2.0

/**
 * What a report says of rows that hold a sequence of predictions each.
 *
 * <p>May import: {@code report}, {@code metric} and the JDK, no Spark. Start at {@code
 * SequenceReport}.
 */
package io.github.sparkxent.report.sequence;
