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

import java.util.List;
import java.util.Locale;

/**
 * What to do where Spark meets pages that it cannot decode.
 *
 * <p>The footers of files say so before; of a table or a query Spark does not always tell the
 * files.
 */
final class ReaderAdvice {
  private ReaderAdvice() {}

  /** Returns what to add to a message, or nothing. */
  static String of(List<Throwable> causes) {
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("unsupported encoding")) {
        return "; with --conf "
            + ColumnFaults.VECTORIZED
            + "=false Spark reads Parquet row by row, and more encodings";
      }
      if (cause.getClass().getName().startsWith("org.apache.parquet.")
          && message.matches("class .*codec was not found")) {
        return "; no codec for this compression is on the class path: write the files with zstd,"
            + " snappy or gzip";
      }
    }
    return "";
  }
}
