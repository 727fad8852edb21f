// SPDX-License-Identifier: Apache-2.0

/**
 * Rows too close to a rounding boundary for two words: three words, then integers. Internal to
 * {@code numeric}.
 *
 * <p>May import: {@code numeric.kernel}, {@code numeric.exact} and the JDK. Start at {@code
 * ExactLoss}.
 */
package io.github.sparkxent.numeric.hard;
