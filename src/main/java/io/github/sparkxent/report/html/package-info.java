// SPDX-License-Identifier: Apache-2.0

/**
 * The report as one HTML file, and the charts in it.
 *
 * <p>Each section and each chart is a class that turns a part of the report into markup by {@code
 * Html}, which escapes all text. May import: {@code report}, {@code report.text}, {@code metric}
 * and the JDK. Start from {@link io.github.sparkxent.report.html.HtmlReport}.
 */
package io.github.sparkxent.report.html;
