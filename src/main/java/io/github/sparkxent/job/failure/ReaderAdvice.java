// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.List;
import java.util.Locale;

/**
 * Says what to do if Spark meets pages that it cannot decode.
 *
 * <p>The footers of files tell it beforehand, but for a table or a query Spark does not always tell
 * the files.
 */
public final class ReaderAdvice {
  /** Whether Spark decodes many values of Parquet at a time, or row by row. */
  public static final String VECTORIZED = "spark.sql.parquet.enableVectorizedReader";

  private ReaderAdvice() {}

  /** Returns what to add to a message, or nothing. */
  static String of(List<Throwable> causes) {
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("unsupported encoding")) {
        return "; with --conf "
            + VECTORIZED
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
