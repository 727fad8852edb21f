// SPDX-License-Identifier: Apache-2.0

/**
 * The evaluation: configuration in, rows classed and evaluated, report out.
 *
 * <p>May import: {@code gate}, {@code report}, {@code sql}, {@code metric}, {@code numeric}, the
 * public API of Spark, and Hadoop for file systems.
 */
package io.github.sparkxent.job;
