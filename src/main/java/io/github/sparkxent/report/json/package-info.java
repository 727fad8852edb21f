// SPDX-License-Identifier: Apache-2.0

/**
 * The report as {@code metrics.json}, written and read back by one mapping of its records, and the
 * JSON Schema of that document.
 *
 * <p>May import: {@code report}, {@code metric} and Jackson. Start from {@link
 * io.github.sparkxent.report.json.JsonReport}.
 */
package io.github.sparkxent.report.json;
