// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.report.EvaluationReport;

/**
 * An evaluation that ran to its end.
 *
 * @param report its report, with the verdicts of the gates
 * @param directory where the report is published, {@code <output.directory>/<name>/<run_id>}, as a
 *     qualified path
 */
public record PublishedRun(EvaluationReport report, String directory) {}
