// SPDX-License-Identifier: Apache-2.0

/**
 * The report as text for the console, for build servers (JUnit) and for Prometheus, and how numbers
 * and names from data are shown in any view.
 *
 * <p>May import: {@code report}, {@code metric}, {@code jackson-core} and the JDK. Start from
 * {@link io.github.sparkxent.report.text.ConsoleReport}.
 */
package io.github.sparkxent.report.text;
