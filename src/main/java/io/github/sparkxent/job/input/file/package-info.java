// SPDX-License-Identifier: Apache-2.0

/**
 * The files that paths of a configuration mean, each listed once. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, Hadoop. Start at {@code InputFiles}.
 */
package io.github.sparkxent.job.input.file;
