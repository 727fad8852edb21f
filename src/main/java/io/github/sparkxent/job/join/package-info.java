// SPDX-License-Identifier: Apache-2.0

/**
 * What stands beside the predictions in a data set of its own: labels, and the predictions or the
 * losses of a baseline, matched on an id. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input} and its rooms, {@code
 * job.output}, {@code sql.evaluation}, {@code report.text}. Start at {@code Joins}.
 */
package io.github.sparkxent.job.join;
