// SPDX-License-Identifier: Apache-2.0

/**
 * The columns of the input: which are needed, of which types, and as which expressions. Internal to
 * {@code job}.
 *
 * <p>Start at {@code InputColumns}.
 */
package io.github.sparkxent.job.input.column;
