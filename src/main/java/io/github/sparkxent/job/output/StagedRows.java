// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes rows as Parquet below the staging directory, and counts what was written. */
public final class StagedRows {
  private StagedRows() {}

  /** Writes rows. */
  public static ParquetManifest write(
      Dataset<Row> rows, Configuration hadoop, Path directory, String what, long expected)
      throws IOException {
    return write(rows.write(), hadoop, directory, what, expected);
  }

  /** Writes rows as a writer is set to. */
  public static ParquetManifest write(
      DataFrameWriter<Row> writer, Configuration hadoop, Path directory, String what, long expected)
      throws IOException {
    writer.parquet(directory.toString());
    ParquetManifest written =
        ParquetManifest.read(hadoop, InputFiles.written(hadoop, directory), column -> false);
    long count = written.rows();
    if (count != expected) {
      throw EvaluationException.input(
          ("%s %s were written, expected %s: the expressions or the input gave other rows"
                  + " when read again")
              .formatted(count, what, expected));
    }
    return written;
  }
}
