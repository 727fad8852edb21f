// SPDX-License-Identifier: Apache-2.0

/**
 * The runs of one evaluation over time: a model for the views of them.
 *
 * <p>May import the JDK. Start from {@link io.github.sparkxent.report.history.HistoryReport}.
 */
package io.github.sparkxent.report.history;
