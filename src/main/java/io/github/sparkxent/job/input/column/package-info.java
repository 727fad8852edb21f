// SPDX-License-Identifier: Apache-2.0

/**
 * The columns of an input: which are needed, of which types, and as which expressions. Internal to
 * {@code job}.
 *
 * <p>May import: {@code row}, {@code job.config}, {@code job.failure}, {@code job.input} with its
 * rooms {@code file} and {@code parquet}. Start at {@code InputColumns}.
 */
package io.github.sparkxent.job.input.column;
