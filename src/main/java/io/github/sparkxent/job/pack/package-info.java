// SPDX-License-Identifier: Apache-2.0

/**
 * Writes a data set again with packed logits: a command of its own.
 *
 * <p>May import: {@code job} and its rooms. Start at {@code LogitsPacking}.
 */
package io.github.sparkxent.job.pack;
