// SPDX-License-Identifier: Apache-2.0

/**
 * The procedures that SQL calls, such as {@code CALL xent.evaluate(...)}: from Spark 4.0 on. No
 * other package names a class of this one, so that Spark 3.5 never loads what it does not have.
 *
 * <p>May import: {@code job}, {@code job.merge} and its configuration, {@code report}, the catalog
 * of {@code sql}, and Spark's connector API. Start at {@code XentProcedureCatalog}.
 */
package io.github.sparkxent.procedure;
