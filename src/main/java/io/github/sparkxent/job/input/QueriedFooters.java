// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.QueriedPaths;
import io.github.sparkxent.job.input.file.QueriedPaths.QueriedPath;
import io.github.sparkxent.job.input.parquet.ColumnFaults;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Checks the footers of the Parquet files below a table or a query. */
final class QueriedFooters {
  private static final Set<String> PARQUET = Set.of("parquet");
  private static final String ENDING = ".parquet";

  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** A query without an asterisk that is more than the name of a table. */
  private static final Pattern NAMES_COLUMNS =
      Pattern.compile("\\A[^*]*\\bselect\\b[^*]*\\z", ANY_CASE);

  private QueriedFooters() {}

  /**
   * Checks the footers of the files that Spark says are read. The query decides which of their rows
   * count, but the values that it takes must be there.
   */
  static Dataset<Row> heeded(SparkSession own, DataSource source, Dataset<Row> rows)
      throws IOException {
    List<QueriedPath> direct = QueriedPaths.of(source.select(), QueriedPaths.FORMATS);
    boolean all =
        !direct.isEmpty() && direct.stream().allMatch(path -> PARQUET.contains(path.format()));
    List<Path> files =
        DataReader.files(rows).stream()
            .filter(file -> all || file.getName().endsWith(ENDING))
            .toList();
    if (!files.isEmpty()) {
      Configuration hadoop = own.sparkContext().hadoopConfiguration();
      List<FileStatus> found =
          FileThreads.each(files, file -> file.getFileSystem(hadoop).getFileStatus(file));
      InputFiles listed = new InputFiles(found, Map.of());
      ParquetManifest manifest =
          ParquetManifest.read(hadoop, listed, column -> mayNeed(source, column));
      ColumnFaults.heed(own, manifest, column -> mayNeed(source, column));
    }
    return rows;
  }

  /**
   * Tells whether a column of a file may be needed: by its name, by an asterisk, or because all
   * are.
   */
  private static boolean mayNeed(DataSource source, String column) {
    return source.query() == null
        || !NAMES_COLUMNS.matcher(source.query()).find()
        || Pattern.compile("(?<!\\w)" + Pattern.quote(column) + "(?!\\w)", ANY_CASE)
            .matcher(source.query())
            .find();
  }
}
