// SPDX-License-Identifier: Apache-2.0

/**
 * Records of JSON and lines of CSV, counted and checked one by one. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, the other rooms of {@code job.input}.
 * Start at {@code TextRows}.
 */
package io.github.sparkxent.job.input.text;
