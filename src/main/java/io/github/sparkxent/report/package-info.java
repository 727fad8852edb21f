// SPDX-License-Identifier: Apache-2.0

/**
 * The result of an evaluation as an immutable model over the records of {@code metric}. Its views
 * are in {@code report.json}, {@code report.html} and {@code report.text}; {@code report.reading}
 * has what they say of the figures beside them.
 *
 * <p>May import: {@code metric} and its packages {@code cluster}, {@code inference} and {@code
 * name}, Jackson's annotations and the JDK. Start from {@link
 * io.github.sparkxent.report.EvaluationReport}.
 */
package io.github.sparkxent.report;
