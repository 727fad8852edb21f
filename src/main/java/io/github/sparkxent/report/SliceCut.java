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
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * What is left out of a slice that has more values in a split than the limit.
 *
 * @param slice the name of the slice
 * @param values how many values are reported, null not counted: the first in order
 * @param rows what became of the rows of the split that have another value
 */
public record SliceCut(String slice, int values, RowAccounting rows) {
  /** Refuses nulls. */
  public SliceCut {
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(rows, "rows");
  }
}
