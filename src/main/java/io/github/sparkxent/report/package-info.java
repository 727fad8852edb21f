// SPDX-License-Identifier: Apache-2.0

/**
 * The result of an evaluation as an immutable model, and its views, one class a format.
 *
 * <p>May import: {@code metric}, {@code numeric} and Jackson, no Spark.
 */
package io.github.sparkxent.report;
