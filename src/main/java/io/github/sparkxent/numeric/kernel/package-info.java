// SPDX-License-Identifier: Apache-2.0

/**
 * Exponentials and logarithms in two words, the loops over logits, and the choice between scalar
 * and vector code. Internal to {@code numeric}.
 *
 * <p>May import: {@code numeric.exact} and the JDK. Start at {@code Logits}; {@code BlockKernel}
 * for rows side by side.
 */
package io.github.sparkxent.numeric.kernel;
