// SPDX-License-Identifier: Apache-2.0

/**
 * Who has to act on a failure, said in one line, without secrets. Internal to {@code job}.
 *
 * <p>May import: Spark and Hadoop, and nothing of this software. Start at {@code ReadFailure}.
 */
package io.github.sparkxent.job.failure;
