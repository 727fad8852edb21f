// SPDX-License-Identifier: Apache-2.0

/**
 * Writes a data set again with packed logits. Internal to {@code job}.
 *
 * <p>Start at {@code LogitsPacking}.
 */
package io.github.sparkxent.job.pack;
