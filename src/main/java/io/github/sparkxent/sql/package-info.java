// SPDX-License-Identifier: Apache-2.0

/**
 * Everything that touches Catalyst or the connector API: the functions of the catalog {@code xent}.
 *
 * <p>Each function is an adapter into {@code numeric} or {@code metric}; no formula lives here. May
 * import: {@code metric}, {@code numeric} and the connector API of Spark with the row classes that
 * it needs (InternalRow, ArrayData, UTF8String and their generic and unsafe forms). Start at {@code
 * PublicFunctions}, the table of all functions for users.
 */
package io.github.sparkxent.sql;
