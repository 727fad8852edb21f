// SPDX-License-Identifier: Apache-2.0

/**
 * What a statistician reads out of a report: remarks, intervals of shares, and which values of a
 * slice stand out. Views show it; no figure of {@code metrics.json} comes from here.
 *
 * <p>May import: {@code report}, {@code report.text}, {@code metric}, {@code metric.inference} and
 * the JDK. Start from {@link io.github.sparkxent.report.reading.Remarks}.
 */
package io.github.sparkxent.report.reading;
