// SPDX-License-Identifier: Apache-2.0

/**
 * Exact sums, rationals and integers, and their binary form.
 *
 * <p>May import: the JDK. Start at {@code ExactSum}.
 */
package io.github.sparkxent.numeric.exact;
