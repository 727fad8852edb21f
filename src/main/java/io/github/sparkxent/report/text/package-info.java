// SPDX-License-Identifier: Apache-2.0

/**
 * The report as text for the console, for pull requests (Markdown), for build servers (JUnit) and
 * for Prometheus, and how numbers and names from data are shown in any view.
 *
 * <p>May import: {@code report}, {@code report.history}, {@code report.reading}, {@code
 * metric.inference}, {@code metric.name}, {@code jackson-core} and the JDK. Start from {@link
 * io.github.sparkxent.report.text.ConsoleReport}.
 */
package io.github.sparkxent.report.text;
