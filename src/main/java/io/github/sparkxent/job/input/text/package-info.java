// SPDX-License-Identifier: Apache-2.0

/**
 * Records of JSON and lines of CSV, counted and checked one by one. Internal to {@code job}.
 *
 * <p>Start at {@code TextRows}.
 */
package io.github.sparkxent.job.input.text;
