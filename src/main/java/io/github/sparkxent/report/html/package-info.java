// SPDX-License-Identifier: Apache-2.0

/**
 * The report as one HTML file.
 *
 * <p>Each section is a class that turns a part of the report into markup by {@code Html}, which
 * escapes all text; {@code report.html.chart} has the charts. May import: {@code report}, {@code
 * report.history}, {@code report.reading}, {@code report.text}, {@code metric}, {@code
 * metric.inference}, {@code metric.name} and the JDK. Start from {@link
 * io.github.sparkxent.report.html.HtmlReport}.
 */
package io.github.sparkxent.report.html;
