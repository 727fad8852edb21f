// SPDX-License-Identifier: Apache-2.0

/**
 * Parquet files as a table of Spark's connector API, which makes an evaluation where it reads the
 * rows. Internal to the project.
 *
 * <p>May import: {@code sql.evaluation} and its own rooms. Start at {@code ScanPlan}.
 */
package io.github.sparkxent.scan;
