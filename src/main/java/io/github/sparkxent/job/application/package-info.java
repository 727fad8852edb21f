// SPDX-License-Identifier: Apache-2.0

/**
 * The application of Spark that a command works in, and what happens when its JVM must end.
 * Internal.
 *
 * <p>May import: {@code job.failure}, the public API of Spark, and Hadoop for its shutdown hooks.
 * Start at {@code SparkApplication}.
 */
package io.github.sparkxent.job.application;
