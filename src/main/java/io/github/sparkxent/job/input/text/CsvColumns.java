// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of CSV files.
 *
 * @param stored those that a record has, in their order
 * @param needed the names of the columns whose values are looked at
 */
record CsvColumns(StructType stored, Set<String> needed) implements Serializable {}
