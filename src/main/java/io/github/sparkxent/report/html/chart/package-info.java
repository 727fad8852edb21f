// SPDX-License-Identifier: Apache-2.0

/**
 * The charts of the HTML report, as SVG. Internal to {@code report.html}.
 *
 * <p>May import: {@code report}, {@code report.history}, {@code report.reading}, {@code
 * report.text}, {@code metric}, {@code metric.inference}, {@code metric.name}, {@code
 * report.html.Html} and the JDK. Start from {@link
 * io.github.sparkxent.report.html.chart.IntervalChart}.
 */
package io.github.sparkxent.report.html.chart;
