// SPDX-License-Identifier: Apache-2.0

/**
 * The arithmetic: softmax cross-entropy of a row, the deterministic exponential, the exact sum.
 *
 * <p>Everything here gives the same bits on every JVM and CPU. May import: the JDK only, no Spark
 * and no other package of this project.
 */
package io.github.sparkxent.numeric;
