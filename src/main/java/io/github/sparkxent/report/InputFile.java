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
 * A file that was read.
 *
 * @param path where it lies
 * @param bytes its length
 * @param rows the rows that its footer promises; null where the format does not say
 */
public record InputFile(String path, long bytes, Long rows) {
  /** Refuses negative numbers. */
  public InputFile {
    Objects.requireNonNull(path, "path");
    if (bytes < 0 || (rows != null && rows < 0)) {
      throw new IllegalArgumentException(
          "file " + path + " has " + bytes + " bytes and " + rows + " rows; expected no negative");
    }
  }
}
