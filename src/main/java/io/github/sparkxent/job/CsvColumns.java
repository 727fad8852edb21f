/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of CSV files.
 *
 * @param stored those that a record has, in their order
 * @param needed the names of those whose values are looked at
 */
record CsvColumns(StructType stored, Set<String> needed) implements Serializable {}
