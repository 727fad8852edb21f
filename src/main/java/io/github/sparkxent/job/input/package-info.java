// SPDX-License-Identifier: Apache-2.0

/**
 * What is read: paths, tables and queries, listed once. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}. Start at {@code InputFiles}.
 */
package io.github.sparkxent.job.input;
