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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an evaluation would read.
 *
 * @param files how many files, or null for a table or a query
 * @param rows how many rows their footers promise, or null if nothing does
 * @param columns the types of the columns by name, as the evaluation takes them
 */
public record CheckedInput(Long files, Long rows, Map<String, String> columns) {
  /** Keeps the columns in order. */
  public CheckedInput {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
